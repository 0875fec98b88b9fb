import { context, trace, type Tracer } from '@opentelemetry/api';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { TraceRecorder } from '../request/index.js';
import type { SamplerOptions } from './tracing.options.js';
import { createSampler } from './weighted-sampler.js';

function record(options: SamplerOptions): {
  tracer: Tracer;
  spans: ReadableSpan[];
} {
  const spans: ReadableSpan[] = [];
  const recorder = new TraceRecorder();
  recorder.addSink({
    name: 'spec',
    accept: (it) => {
      spans.push(...it.spans);
    },
  });
  const provider = new TracerProvider({
    sampler: createSampler(options),
    spanProcessors: [recorder],
  });
  return { tracer: provider.getTracer('spec'), spans };
}

function runTraces(tracer: Tracer, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const root = tracer.startSpan('root');
    tracer.startSpan('child', {}, trace.setSpan(context.active(), root)).end();
    root.end();
  }
}

describe('createSampler', () => {
  it('keeps a share of traces whole, weighted so that counts add up', () => {
    const { tracer, spans } = record({ root: 'traceidratio', ratio: 0.1 });
    runTraces(tracer, 10_000);

    const roots = spans.filter(({ name }) => name === 'root');
    // Binomial: 1,000 expected, standard deviation 30; five of them allow for one failure in two million runs.
    expect(Math.abs(roots.length - 1000)).toBeLessThan(150);
    expect(spans).toHaveLength(2 * roots.length);
    expect(new Set(spans.map((span) => span.attributes['SampleRate']))).toEqual(
      new Set([10]),
    );
  });

  it('gives no weight where everything is kept', () => {
    const { tracer, spans } = record({ root: 'always_on' });
    runTraces(tracer, 3);

    expect(spans).toHaveLength(6);
    expect(spans[0]?.attributes).toEqual({});
  });

  it('follows the caller only when parent-based', () => {
    const refusal = trace.setSpanContext(context.active(), {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 0,
      isRemote: true,
    });
    const follows = record({ root: 'always_on' });
    follows.tracer.startSpan('root', {}, refusal).end();
    expect(follows.spans).toHaveLength(0);

    const decides = record({ root: 'always_on', parentBased: false });
    decides.tracer.startSpan('root', {}, refusal).end();
    expect(decides.spans).toHaveLength(1);
  });
});
