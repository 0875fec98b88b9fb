import type { Attributes, SpanKind } from '@opentelemetry/api';

/** A trace that begins here, as a sampler sees it: the root span that is about to start. */
export interface SamplingSubject {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The span's name: `GET /api/activities/home`. */
  readonly name: string;
  readonly kind: SpanKind;
  /** What is known at the start, by OpenTelemetry's names. May be made when it is read: read it only if it matters. */
  readonly attributes: Attributes;
}

/** Whether a trace is kept, decided once when it begins, for all its spans and every vendor. */
export interface HeadDecision {
  readonly sampled: boolean;
  /**
   * How likely a trace like this one was to be kept, above 0 and up to 1: a kept trace stands for 1 ÷ probability. Means
   * nothing where `sampled` is false.
   */
  readonly probability: number;
  /** Put on the root span. @default none */
  readonly attributes?: Attributes;
}

/** Decides about traces that begin here. Must neither throw nor block. */
export interface HeadSampler {
  decide(subject: SamplingSubject): HeadDecision;
  /**
   * Begins what the sampler needs besides (fetching rules, say). Called once, when tracing starts.
   *
   * @param resource what is known of the service; where it runs may become known a little later
   */
  start?(resource: { readonly attributes: Attributes }): void;
}
