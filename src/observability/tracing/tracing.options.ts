import type { SpanProcessor } from '@opentelemetry/sdk-trace';
import type { OutgoingOptions } from '../outgoing/index.js';
import type { OtlpTransportOptions } from '../otlp/index.js';
import type { HeadSampler, KeepOptions } from '../request/index.js';

/** The head sampler, by OpenTelemetry's names (`OTEL_TRACES_SAMPLER`). */
export interface SamplerOptions {
  /** The decision for a trace that starts here; a sampler of one's own decides itself. */
  readonly root: 'always_on' | 'always_off' | 'traceidratio' | HeadSampler;
  /** Share of traces kept by `traceidratio`, 0 to 1. @default 1 */
  readonly ratio?: number;
  /** Follow the caller's decision where a request continues a trace. @default true */
  readonly parentBased?: boolean;
}

/** What starts once for the process, before Nest. */
export interface TracingStartOptions extends OutgoingOptions {
  readonly serviceName: string;
  readonly serviceVersion?: string;
  /** Becomes `deployment.environment.name`. */
  readonly environment?: string;
  /** Further resource attributes; they don't override the three above. */
  readonly resourceAttributes?: Readonly<Record<string, string>>;
  /** @default every trace, or the caller's decision */
  readonly sampler?: SamplerOptions;
  /**
   * Network peers whose sampling decision is followed where `sampler.parentBased` says so: IP addresses, networks
   * (`10.1.0.0/16`) and the names `loopback`, `linklocal`, `uniquelocal` and `all`; an empty list for none. It is the
   * socket's other end that counts. A stranger's trace is continued all the same.
   * @default loopback, linklocal, uniquelocal
   */
  readonly trustedPeers?: readonly string[];
  /**
   * What is kept besides, when it ends: failed, slow and flagged traces. `false` for nothing; then a trace that is not
   * sampled is not recorded at all and costs next to nothing. Means nothing with `always_off`.
   */
  readonly keep?: KeepOptions | false;
  /** Processors of one's own, beside the record that all vendors read; flushed when the application stops. @default none */
  readonly spanProcessors?: readonly SpanProcessor[];
  /** `false` records nothing at all (`OTEL_SDK_DISABLED`). @default true */
  readonly enabled?: boolean;
}

/**
 * Where spans go by OTLP over HTTP: `https://api.honeycomb.io/v1/traces`, say, with Honeycomb's key in the header
 * `x-honeycomb-team`.
 */
export interface OtlpOptions extends OtlpTransportOptions {
  /** Time limit of one attempt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
  /** Time a span waits for its batch to fill, in milliseconds. @default 500 */
  readonly maxBatchAgeMs?: number;
}

export interface TracingModuleOptions extends TracingStartOptions {
  /** Off when undefined: spans are still recorded for the other vendors. */
  readonly otlp?: OtlpOptions;
}
