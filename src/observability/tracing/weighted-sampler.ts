import {
  type Attributes,
  type Context,
  type Link,
  type SpanKind,
  trace,
} from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  type SamplingResult,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { SamplerOptions } from './tracing.options.js';

/** Honeycomb multiplies an event by this integer attribute; it must stand on every span of the trace, children too. */
const SAMPLE_RATE = 'SampleRate';

export function createSampler({
  root,
  ratio = 1,
  parentBased = true,
}: SamplerOptions): Sampler {
  const atRoot =
    root === 'traceidratio'
      ? new WeightedSampler(ratio)
      : root === 'always_on'
        ? new AlwaysOnSampler()
        : new AlwaysOffSampler();
  return parentBased
    ? new ParentBasedSampler({
        root: atRoot,
        localParentSampled: new InheritedWeight(),
      })
    : atRoot;
}

/** Keeps a share of traces by trace id, and writes on each kept span how many it stands for. */
class WeightedSampler implements Sampler {
  private readonly sampler: TraceIdRatioBasedSampler;
  private readonly weight: Attributes;

  constructor(private readonly ratio: number) {
    this.sampler = new TraceIdRatioBasedSampler(ratio);
    this.weight =
      ratio > 0 && ratio < 1 ? { [SAMPLE_RATE]: Math.round(1 / ratio) } : {};
  }

  shouldSample(context: Context, traceId: string): SamplingResult {
    return {
      ...this.sampler.shouldSample(context, traceId),
      attributes: this.weight,
    };
  }

  toString(): string {
    return `WeightedSampler{${String(this.ratio)}}`;
  }
}

/** Keeps the child of a kept span, with its parent's weight. */
class InheritedWeight implements Sampler {
  private readonly sampler = new AlwaysOnSampler();

  shouldSample(
    context: Context,
    _traceId: string,
    _name: string,
    _kind: SpanKind,
    _attributes: Attributes,
    _links: Link[],
  ): SamplingResult {
    const parent = trace.getSpan(context);
    const weight = isReadable(parent)
      ? parent.attributes[SAMPLE_RATE]
      : undefined;
    return {
      ...this.sampler.shouldSample(),
      ...(weight === undefined
        ? {}
        : { attributes: { [SAMPLE_RATE]: weight } }),
    };
  }

  toString(): string {
    return 'InheritedWeight';
  }
}

function isReadable(span: object | undefined): span is ReadableSpan {
  return span !== undefined && 'attributes' in span;
}
