import type { OtlpTransportOptions } from '../otlp/index.js';

/** Where metrics go by OTLP over HTTP: `https://api.honeycomb.io/v1/metrics`, say. */
export interface OtlpMetricsOptions extends OtlpTransportOptions {
  /** Time limit of one attempt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

export interface MetricsModuleOptions {
  /** Off when undefined: instruments then do nothing. */
  readonly otlp?: OtlpMetricsOptions;
  /** Time between two collections, in milliseconds; one more is made when the application stops. @default 60000 */
  readonly intervalMs?: number;
  /** `false` collects nothing at all (`OTEL_SDK_DISABLED`). @default true */
  readonly enabled?: boolean;
}
