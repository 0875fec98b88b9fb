import { EventEmitter } from 'node:events';
import { createSocket } from 'node:dgram';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { UdpDaemon, until } from '../testing/udp-daemon.js';
import { AWSXRay } from './aws-xray-sdk.js';

const tracer = trace.getTracer('spec');

beforeAll(() => {
  startTestTracing();
});

describe('the SDK on our context', () => {
  it('is in automatic mode without a cls-hooked namespace', () => {
    expect(AWSXRay.isAutomaticMode()).toBe(true);
    expect(Reflect.get(process, 'namespaces')).toEqual({});
    AWSXRay.enableAutomaticMode();
    expect(Reflect.get(process, 'namespaces')).toEqual({});
    expect(process.env['AWS_XRAY_MANUAL_MODE']).toBeUndefined();
    expect(process.env['AWS_XRAY_CONTEXT_MISSING']).toBeUndefined();
  });

  it("gives the request's segment, the same one each time, with the span's ids", async () => {
    await inRequest(async (span) => {
      const segment = AWSXRay.getSegment();
      await turn();

      expect(segment).toBeInstanceOf(AWSXRay.Segment);
      expect(AWSXRay.getSegment()).toBe(segment);
      const { traceId, spanId } = span.spanContext();
      expect(segment).toMatchObject({
        id: spanId,
        trace_id: `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`,
        name: 'GET /',
        notTraced: false,
      });
      expect(JSON.parse(String(segment))).toMatchObject({ id: spanId });
    });
  });

  it('gives a subsegment inside any other span, of the same segment', async () => {
    await inRequest(async () => {
      const segment = AWSXRay.getSegment();
      await tracer.startActiveSpan('service', async (span) => {
        const subsegment = AWSXRay.getSegment();
        await turn();
        expect(subsegment).toBeInstanceOf(AWSXRay.Subsegment);
        expect(subsegment).toMatchObject({
          id: span.spanContext().spanId,
          segment,
        });
        span.end();
      });
    });
  });

  it('ignores what is asked outside a request', () => {
    expect(AWSXRay.getSegment()).toBeUndefined();
    expect(AWSXRay.captureFunc('none', () => 'result')).toBe('result');
  });

  it("records captures as nested spans that OpenTelemetry's own children join", async () => {
    const [segment] = await documentsOf(() =>
      inRequest(async () => {
        await AWSXRay.captureAsyncFunc('outer', async (outer) => {
          outer?.addAnnotation('plan', 'pro');
          await wait(2);
          tracer.startSpan('otel child').end();
          const value = AWSXRay.captureFunc('inner', (inner) => {
            inner?.addMetadata('page', { size: 2 }, 'feed');
            expect(AWSXRay.getSegment()).toBe(inner);
            return 7;
          });
          expect(value).toBe(7);
          expect(AWSXRay.getSegment()).toBe(outer);
          outer?.close();
        });
        expect(AWSXRay.getSegment()).toBeInstanceOf(AWSXRay.Segment);
      }),
    );
    const [outer] = segment?.subsegments ?? [];

    expect(outer).toMatchObject({
      name: 'outer',
      annotations: { plan: 'pro' },
    });
    expect(outer?.subsegments).toMatchObject([
      { name: 'otel child' },
      { name: 'inner', metadata: { feed: { page: { size: 2 } } } },
    ]);
  });

  it('binds callbacks and emitters to their segment', async () => {
    const emitter = new EventEmitter();
    const seen: unknown[] = [];
    let bound: (() => void) | undefined;
    let expected: unknown;
    await inRequest(() => {
      expected = AWSXRay.getSegment();
      bound = AWSXRay.getNamespace().bind(() =>
        seen.push(AWSXRay.getSegment()),
      );
      AWSXRay.getNamespace().bindEmitter(emitter);
      emitter.on('event', () => seen.push(AWSXRay.getSegment()));
    });

    bound?.();
    emitter.emit('event');

    expect(seen).toEqual([expected, expected]);
  });

  it('takes the given segment in manual mode', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        const current = AWSXRay.getSegment();
        AWSXRay.enableManualMode();
        try {
          expect(AWSXRay.getSegment()).toBeUndefined();
          AWSXRay.captureFunc(
            'manual',
            (subsegment) => subsegment?.addAnnotation('a', 1),
            current,
          );
        } finally {
          AWSXRay.enableAutomaticMode();
        }
      }),
    );

    expect(segment?.subsegments).toMatchObject([
      { name: 'manual', annotations: { a: 1 } },
    ]);
  });

  it('crosses no context in 200 concurrent requests', async () => {
    const documents = await documentsOf(() =>
      Promise.all(
        Array.from({ length: 200 }, (_, flow) =>
          inRequest(async () => {
            AWSXRay.getSegment()?.addAnnotation('flow', flow);
            await wait(Math.random() * 10);
            await AWSXRay.captureAsyncFunc('outer', async (outer) => {
              await wait(Math.random() * 10);
              AWSXRay.getSegment()?.addAnnotation('flow', flow);
              await Promise.all(
                ['left', 'right'].map((name) =>
                  AWSXRay.captureAsyncFunc(name, async (inner) => {
                    await wait(Math.random() * 10);
                    AWSXRay.getSegment()?.addAnnotation('flow', flow);
                    inner?.close();
                  }),
                ),
              );
              outer?.close();
            });
          }),
        ),
      ),
    );

    expect(documents).toHaveLength(200);
    for (const segment of documents) {
      const all = withNested(segment);
      expect(all.map(({ name }) => name).toSorted()).toEqual([
        'cruddur',
        'left',
        'outer',
        'right',
      ]);
      expect(
        new Set(all.map(({ annotations }) => annotations?.['flow'])).size,
      ).toBe(1);
      expect(segment.subsegments?.[0]?.subsegments).toHaveLength(2);
    }
  });

  it('never sends by itself: nothing arrives at the daemon that it would use', async () => {
    const daemon = await UdpDaemon.listen();
    AWSXRay.setDaemonAddress(`127.0.0.1:${String(daemon.port)}`);
    await inRequest(() => {
      AWSXRay.captureFunc('captured', () => 1);
      AWSXRay.getSegment()?.flush();
      AWSXRay.getSegment()?.close();
      const detached = new AWSXRay.Segment('detached');
      detached.addNewSubsegment('inner').close();
      detached.close();
      detached.flush();
    });
    // A datagram sent after all of it arrives, so what came before would have, too.
    const probe = createSocket('udp4');
    const id = '00000000000000aa';
    const document = {
      name: 'probe',
      id,
      trace_id: `1-00000000-${'a'.repeat(24)}`,
      start_time: 1_760_000_000,
      end_time: 1_760_000_000,
    };
    probe.send(
      `{"format":"json","version":1}\n${JSON.stringify(document)}`,
      daemon.port,
      '127.0.0.1',
    );
    await until(() => daemon.documents.length > 0);
    probe.close();

    expect(daemon.documents.map((found) => found.id)).toEqual([id]);
    expect(daemon.problems).toEqual([]);
    await daemon.close();
  });
});
