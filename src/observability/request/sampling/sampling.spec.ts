import {
  context,
  type Context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Tracer,
} from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { keepTrace } from '../keep-trace.js';
import {
  createTracerProvider,
  type TracerProviderOptions,
} from '../span/create-tracer-provider.js';
import { startTestTracing } from '../testing/start-test-tracing.js';
import { TraceRecorder } from '../trace-recorder.js';
import { withPeer } from './caller-peer.js';
import { KeepPolicy } from './keep-policy.js';
import { RatioSampler } from './ratio-sampler.js';
import { isAmong } from './trace-randomness.js';

const TRACES = 10_000;
const STRANGER = '203.0.113.9';
/** Standard deviations that a count may be off: chance fails one run in 1.7 million. */
const SIGMAS = 5;

interface Run {
  readonly tracer: Tracer;
  readonly spans: ReadableSpan[];
}

function record(options: TracerProviderOptions = {}): Run {
  const spans: ReadableSpan[] = [];
  const recorder = new TraceRecorder();
  recorder.addSink({
    name: 'spec',
    accept: (it) => {
      spans.push(...it.spans);
    },
  });
  const provider = createTracerProvider({ ...options, recorder });
  return { tracer: provider.getTracer('spec'), spans };
}

/** One request with a child; `outcome` says how it goes. */
function request(
  { tracer }: Run,
  outcome: 'failed' | 'flagged' | 'slow' | 'unremarkable' = 'unremarkable',
  caller: Context = ROOT_CONTEXT,
): void {
  const start = 1_700_000_000_000;
  const root = tracer.startSpan(outcome, { startTime: start }, caller);
  context.with(trace.setSpan(caller, root), () => {
    tracer.startSpan('child').end();
    if (outcome === 'flagged') {
      keepTrace();
    }
  });
  if (outcome === 'failed') {
    root.setStatus({ code: SpanStatusCode.ERROR });
  }
  root.end(start + (outcome === 'slow' ? 2000 : 1999));
}

const callerWith = (
  traceFlags: number,
  id = '0af7651916cd43dd8448eb211c80319c',
) =>
  trace.setSpanContext(ROOT_CONTEXT, {
    traceId: id,
    spanId: 'b7ad6b7169203331',
    traceFlags,
    isRemote: true,
  });

const weightOf = (spans: readonly ReadableSpan[]): number =>
  spans.reduce((sum, it) => sum + Number(it.attributes['SampleRate'] ?? 1), 0);

describe('sampling', () => {
  beforeAll(() => {
    startTestTracing();
  });

  it.each([0.5, 0.3, 0.1, 0.07])(
    'keeps a share of %d whole, and its weights add up to all',
    (ratio) => {
      const run = record({ sampler: new RatioSampler(ratio) });
      for (let index = 0; index < TRACES; index += 1) {
        request(run);
      }
      const roots = run.spans.filter(({ name }) => name !== 'child');
      const deviation = Math.sqrt(TRACES * ratio * (1 - ratio));

      expect(Math.abs(roots.length - TRACES * ratio)).toBeLessThan(
        SIGMAS * deviation,
      );
      expect(run.spans).toHaveLength(2 * roots.length);
      // The weight of one trace lies between two whole numbers around 1/ratio, which adds a little to the spread.
      expect(Math.abs(weightOf(roots) - TRACES)).toBeLessThan(
        SIGMAS * (deviation / ratio + Math.sqrt(TRACES * ratio)),
      );
      expect(weightOf(run.spans)).toBe(2 * weightOf(roots));
    },
  );

  it('keeps every failed, slow and flagged trace as one, whatever the sampler says', () => {
    const run = record({ sampler: new RatioSampler(0.1) });
    const outcomes = ['failed', 'flagged', 'slow'] as const;
    for (let index = 0; index < TRACES; index += 1) {
      request(run);
      if (index % 10 === 0) {
        outcomes.forEach((outcome) => {
          request(run, outcome);
        });
      }
    }
    const roots = run.spans.filter(({ name }) => name !== 'child');
    for (const outcome of outcomes) {
      const kept = roots.filter(({ name }) => name === outcome);
      expect(kept).toHaveLength(TRACES / 10);
      expect(weightOf(kept)).toBe(TRACES / 10);
      expect(kept[0]?.attributes).toEqual({ 'sampling.keep_reason': outcome });
    }
    const unremarkable = roots.filter(({ name }) => name === 'unremarkable');
    expect(Math.abs(weightOf(unremarkable) - TRACES)).toBeLessThan(
      SIGMAS * 300,
    );
    expect(run.spans).toHaveLength(2 * roots.length);
  });

  it('marks what it kept at the end as sampled for whoever reads the spans', () => {
    const run = record({ sampler: new RatioSampler(0) });
    request(run, 'failed');

    expect(run.spans.map((it) => it.spanContext().traceFlags)).toEqual([1, 1]);
  });

  it('tells other services its decision at the start, not what may become of it', () => {
    const { tracer } = record({ sampler: new RatioSampler(0) });
    const root = tracer.startSpan('root');
    const child = tracer.startSpan(
      'child',
      {},
      trace.setSpan(ROOT_CONTEXT, root),
    );

    expect([root, child].map((it) => it.spanContext().traceFlags)).toEqual([
      TraceFlags.NONE,
      TraceFlags.NONE,
    ]);
    expect(root.isRecording()).toBe(true);
  });

  it('records nothing at all where nothing could be kept', () => {
    const run = record({
      sampler: new RatioSampler(0),
      keep: KeepPolicy.nothing,
    });
    const root = run.tracer.startSpan('root');
    const child = run.tracer.startSpan(
      'child',
      {},
      trace.setSpan(ROOT_CONTEXT, root),
    );

    expect(root.isRecording() || child.isRecording()).toBe(false);
    expect(child.spanContext().traceId).toBe(root.spanContext().traceId);
    request(run, 'failed');
    expect(run.spans).toEqual([]);
  });

  it('holds no more than 10,000 spans of a trace that waits for its verdict, and says so', () => {
    const run = record({ sampler: new RatioSampler(0) });
    const root = run.tracer.startSpan('root');
    const active = trace.setSpan(ROOT_CONTEXT, root);
    for (let index = 0; index < 10_500; index += 1) {
      run.tracer.startSpan('child', {}, active).end();
    }
    root.setStatus({ code: SpanStatusCode.ERROR });
    root.end();

    expect(run.spans).toHaveLength(10_001);
    expect(run.spans.at(-1)?.attributes['trace.dropped_spans']).toBe(500);
  });

  it('lets late work follow the verdict of its trace', () => {
    const run = record({ sampler: new RatioSampler(0.5) });
    for (let index = 0; index < 100; index += 1) {
      const root = run.tracer.startSpan('root');
      root.end();
      const late = run.tracer.startSpan(
        'late',
        {},
        trace.setSpan(ROOT_CONTEXT, root),
      );
      expect(late.isRecording()).toBe(isAmong(root.spanContext().traceId, 0.5));
      late.end();
    }
    const roots = run.spans.filter(({ name }) => name === 'root');
    expect(run.spans).toHaveLength(2 * roots.length);
    expect(run.spans.map((it) => it.attributes['SampleRate'])).toEqual(
      run.spans.map(() => 2),
    );
  });

  it.each([
    ['sampled', 1, true, 1],
    ['sampled, but the sampler decides', 1, false, 0],
    ['not sampled', 0, true, 0],
  ])('of a caller that says: %s', (_name, flags, followsCaller, kept) => {
    const run = record({ sampler: new RatioSampler(0), followsCaller });
    request(run, 'unremarkable', callerWith(flags));

    expect(run.spans).toHaveLength(2 * kept);
  });

  it('of a caller that is not trusted is decided here, in the caller’s trace', () => {
    const refused = record({ sampler: new RatioSampler(0) });
    request(refused, 'unremarkable', withPeer(callerWith(1), STRANGER));
    expect(refused.spans).toEqual([]);

    const kept = record({ sampler: new RatioSampler(1) });
    request(kept, 'unremarkable', withPeer(callerWith(0), STRANGER));
    expect(kept.spans[1]?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  });

  it('hands its probability on, and takes the caller’s', () => {
    const first = record({ sampler: new RatioSampler(0.1) });
    let root = first.tracer.startSpan('root');
    while ((root.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) {
      root = first.tracer.startSpan('root');
    }
    const sent = root.spanContext();
    expect(sent.traceState?.get('ot')).toMatch(/^th:e66666/);

    const second = record({ sampler: new RatioSampler(1) });
    request(
      second,
      'unremarkable',
      trace.setSpanContext(ROOT_CONTEXT, { ...sent, isRemote: true }),
    );
    root.end();
    expect(second.spans.map((it) => it.attributes['SampleRate'])).toEqual([
      10, 10,
    ]);
    expect(first.spans.at(-1)?.attributes['SampleRate']).toBe(10);
  });
});
