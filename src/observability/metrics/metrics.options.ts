import type { OtlpTransportOptions } from '../otlp/index.js';

/** Where metrics go by OTLP over HTTP: `https://api.honeycomb.io/v1/metrics`, say. */
export interface OtlpMetricsOptions extends OtlpTransportOptions {
  /** Time limit of one attempt, in milliseconds. @default 10000 */
  readonly timeoutMs?: number;
}

/** A port of its own for Prometheus. */
export interface PrometheusServerOptions {
  /** IP address (without brackets) or name to listen on. */
  readonly host: string;
  /** TCP port; 0 takes any free one. */
  readonly port: number;
}

export interface PrometheusOptions {
  /** Where `GET /metrics` is answered by a server of its own. @default nowhere: `PrometheusText` can be injected all the same */
  readonly server?: PrometheusServerOptions;
}

export interface MetricsModuleOptions {
  /** Sends nothing when undefined. */
  readonly otlp?: OtlpMetricsOptions;
  /** Serves nothing when undefined. Without both, instruments do nothing. */
  readonly prometheus?: PrometheusOptions;
  /** Time between two collections for OTLP, in milliseconds; one more is made when the application stops. @default 60000 */
  readonly intervalMs?: number;
  /** `false` collects nothing at all (`OTEL_SDK_DISABLED`). @default true */
  readonly enabled?: boolean;
}
