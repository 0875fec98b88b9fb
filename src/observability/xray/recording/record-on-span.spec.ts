import {
  type Attributes,
  type Span,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { child, encode, segmentOf, serve } from '../testing/encode.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { addMetadata, annotate } from './record-on-span.js';

const tracer = trace.getTracer('spec');

beforeAll(() => {
  startTestTracing();
});

/** Thirty attributes that are annotations. */
function many(prefix: string): Attributes {
  return Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `app.${prefix}${String(index)}`,
      index,
    ]),
  );
}

describe('annotations and metadata', () => {
  it('annotates app.* scalars and what the recording API annotated; the rest is metadata', async () => {
    const segment = await segmentOf({}, () => {
      child(
        'work',
        {
          'app.result_length': 3,
          'app.tags': ['a'],
          'code.function.name': 'run',
        },
        SpanKind.INTERNAL,
        (span) => {
          annotate(span, 'user plan', 'pro');
          annotate(span, 'plain', Number.NaN);
          addMetadata(span, 'result', { size: 5n, when: new Date(0) }, 'feed');
          addMetadata(span, 'AWS.thing', 'x');
        },
      );
    });

    expect(segment.subsegments?.[0]?.annotations).toEqual({
      'app.result_length': 3,
      user_plan: 'pro',
    });
    expect(segment.subsegments?.[0]?.metadata).toEqual({
      otel: { 'app.tags': ['a'], 'code.function.name': 'run' },
      feed: { result: { size: '5', when: '1970-01-01T00:00:00.000Z' } },
      default: { '_AWS.thing': 'x' },
    });
  });

  it('keeps to 50 annotations a trace, the segment first, late work included; the others are metadata', async () => {
    let late: Span | undefined;
    const documents = await encode(() => {
      serve(many('root'), () => {
        child('inner', many('inner'));
        late = tracer.startSpan('late', { attributes: many('late') });
      });
      late?.end();
    });
    const counts = documents
      .flatMap(withNested)
      .map(({ annotations }) => Object.keys(annotations ?? {}).length);

    expect(counts).toEqual([30, 20, 0]);
    expect(documents[1]?.metadata?.['otel']).toHaveProperty(['app.late29'], 29);
  });

  it('cuts an annotation to 1,000 characters', async () => {
    const segment = await segmentOf({ 'app.long': 'x'.repeat(5000) });

    expect(segment.annotations?.['app.long']).toHaveLength(1000);
  });

  it.each([
    [
      'a cycle',
      () => {
        const a: Record<string, unknown> = { b: 1 };
        a['self'] = a;
        return a;
      },
      { b: 1, self: '[circular]' },
    ],
    [
      'a getter that throws',
      () => ({
        get bad(): string {
          throw new Error('no');
        },
        good: 1,
      }),
      { bad: '[withheld]', good: 1 },
    ],
    ['a secret', () => ({ password: 'hunter2' }), { password: '[redacted]' }],
    ['null', () => null, null],
    ['an infinite number', () => Number.POSITIVE_INFINITY, 'Infinity'],
  ])('writes %s as JSON', async (_, make, expected) => {
    const segment = await segmentOf({}, (span) => {
      addMetadata(span, 'value', make());
    });

    expect(segment.metadata?.['default']).toEqual({ value: expected });
  });

  it('keeps a value as it was when it was added', async () => {
    const value = { size: 1 };
    const segment = await segmentOf({}, (span) => {
      addMetadata(span, 'value', value);
      value.size = 2;
    });

    expect(segment.metadata?.['default']).toEqual({ value: { size: 1 } });
  });

  it('bounds a huge value', async () => {
    const segment = await segmentOf({}, (span) => {
      addMetadata(
        span,
        'huge',
        Array.from({ length: 100_000 }, () => 'x'.repeat(1000)),
      );
    });

    expect(JSON.stringify(segment.metadata)).toContain('more]');
  });
});
