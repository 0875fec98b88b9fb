import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { SegmentNaming } from './document/segment-naming.js';
import { TraceEncoder } from './document/trace-encoder.js';
import { readDocument, withNested } from './testing/legal-document.js';
import { recordsOf, startTestTracing } from './testing/test-tracing.js';
import { XRayRecorder } from './xray-recorder.service.js';

const tracer = trace.getTracer('spec');
const recorder = new XRayRecorder();

beforeAll(() => {
  startTestTracing();
});

async function inRequest<T>(work: (span: Span) => Promise<T>): Promise<T> {
  const span = tracer.startSpan('GET /', { kind: SpanKind.SERVER });
  try {
    return await context.with(trace.setSpan(context.active(), span), () =>
      work(span),
    );
  } finally {
    span.end();
  }
}

async function inside(): Promise<number> {
  await turn();
  tracer.startSpan('inside').end();
  return 7;
}

describe('XRayRecorder', () => {
  it('captures asynchronous work as a span with annotations and metadata', async () => {
    const [record] = await recordsOf(() =>
      inRequest(async () => {
        const result = await recorder.captureAsync(
          'notification_activities',
          async (subsegment) => {
            subsegment.annotate('result_size', 2);
            await turn();
            subsegment.addMetadata('now', '2026-01-01');
            subsegment.addMetadata('page', { size: 2 }, 'feed');
            return 'done';
          },
        );
        expect(result).toBe('done');
      }),
    );
    const [span] = record?.spans ?? [];

    expect(span?.name).toBe('notification_activities');
    expect(span?.attributes).toEqual({
      result_size: 2,
      'metadata.default.now': '2026-01-01',
    });
    const encoder = new TraceEncoder({ naming: new SegmentNaming('cruddur') });
    const [json = ''] = record === undefined ? [] : encoder.encode(record);
    expect(readDocument(json).subsegments).toMatchObject([
      {
        name: 'notification_activities',
        annotations: { result_size: 2 },
        metadata: {
          default: { now: '2026-01-01' },
          feed: { page: { size: 2 } },
        },
      },
    ]);
  });

  it('captures synchronous work, nested captures and the active span', async () => {
    const [record] = await recordsOf(() =>
      inRequest(async () => {
        recorder.setUser('u-1');
        recorder.capture('outer', () => {
          recorder.annotate('where', 'outer');
          recorder.capture('inner', ({ id }) => {
            recorder.addMetadata('id', id);
          });
        });
        await turn();
      }),
    );
    const encoder = new TraceEncoder({ naming: new SegmentNaming('cruddur') });
    const [json = ''] = record === undefined ? [] : encoder.encode(record);
    const [segment, outer, inner] = withNested(readDocument(json));

    expect(segment?.['user']).toBe('u-1');
    expect(outer).toMatchObject({
      name: 'outer',
      annotations: { where: 'outer' },
    });
    expect(inner?.metadata?.['default']).toEqual({ id: inner?.id });
  });

  it.each([
    ['an error', new Error('no'), 'Error'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a string', 'no', 'string'],
  ])(
    'records %s and throws it on untouched',
    async (_, thrown: unknown, type) => {
      for (const capture of [
        () => recorder.captureAsync('fails', () => Promise.reject(thrown)),
        async () => {
          recorder.capture('fails', () => {
            throw thrown;
          });
          await turn();
        },
      ]) {
        const [record] = await recordsOf(async () => {
          const outcome = await capture().then(
            () => ['returned'],
            (error: unknown) => ['threw', error],
          );
          expect(outcome).toEqual(['threw', thrown]);
        });
        expect(record?.spans[0]?.status.code).toBe(SpanStatusCode.ERROR);
        expect(record?.spans[0]?.attributes['error.type']).toBe(type);
      }
    },
  );

  it('lasts until the promise of its work settles, by either method', async () => {
    const [record] = await recordsOf(() =>
      inRequest(async () => {
        expect(await recorder.capture('work', inside)).toBe(7);
        expect(await recorder.captureAsync('work', inside)).toBe(7);
      }),
    );
    expect(record?.spans.map(({ name }) => name)).toEqual([
      'inside',
      'work',
      'inside',
      'work',
      'GET /',
    ]);
  });

  it('follows a thenable where it is awaited, and starts none', async () => {
    let starts = 0;
    const lazy = {
      then: (resolve: (result: number) => void) => {
        starts += 1;
        setImmediate(resolve, 7);
      },
    };
    const [record] = await recordsOf(() =>
      inRequest(async () => {
        const result = recorder.capture('lazy', () => lazy);
        expect(starts).toBe(0);
        expect(await result).toBe(7);
      }),
    );
    expect(starts).toBe(1);
    expect(record?.spans.map(({ name }) => name)).toEqual(['lazy', 'GET /']);
  });

  it('does nothing outside a trace', () => {
    expect(() => {
      recorder.annotate('a', 1);
      recorder.addMetadata('a', 1);
      recorder.setUser('u');
    }).not.toThrow();
  });

  it('crosses no context in 200 concurrent flows', async () => {
    const records = await recordsOf(() =>
      Promise.all(
        Array.from({ length: 200 }, (_, flow) =>
          inRequest(async (server) => {
            server.setAttribute('flow', flow);
            await wait(Math.random() * 10);
            await recorder.captureAsync('outer', async () => {
              recorder.annotate('flow', flow);
              await wait(Math.random() * 10);
              await Promise.all(
                ['left', 'right'].map((name) =>
                  recorder.captureAsync(name, async () => {
                    await wait(Math.random() * 10);
                    recorder.annotate('flow', flow);
                  }),
                ),
              );
            });
          }),
        ),
      ),
    );

    expect(records).toHaveLength(200);
    for (const { spans, root } of records) {
      expect(spans.map(({ name }) => name).toSorted()).toEqual([
        'GET /',
        'left',
        'outer',
        'right',
      ]);
      expect(
        new Set(spans.map(({ attributes }) => attributes['flow'])).size,
      ).toBe(1);
      const outer = spans.find(({ name }) => name === 'outer');
      expect(outer?.parentSpanContext?.spanId).toBe(root?.spanContext().spanId);
      for (const name of ['left', 'right']) {
        const inner = spans.find((span) => span.name === name);
        expect(inner?.parentSpanContext?.spanId).toBe(
          outer?.spanContext().spanId,
        );
      }
    }
  });
});
