import type { z } from 'zod';
import { Secret } from '../secret.js';
import type { signalsSchema } from './signals.schema.js';
import {
  HONEYCOMB_TEAM_HEADER,
  HONEYCOMB_TRACES_URL,
  type OtlpTransport,
} from './tracing.config.js';
import type { tracingSchema } from './tracing.schema.js';

type Environment = z.output<typeof signalsSchema> &
  z.output<typeof tracingSchema>;

/** Where and how one signal is exported. */
export interface SignalEndpoint extends OtlpTransport {
  /** The full URL it is posted to. */
  readonly url: string;
  /** Header fields, names in lower case. */
  readonly headers: Readonly<Record<string, Secret>>;
}

/** Metrics or logs over OTLP. */
export interface SignalConfig {
  /** Whether the signal is sent where there is a place for it. False when OTEL_SDK_DISABLED is true. */
  readonly wanted: boolean;
  /** How OTLP requests are made, also to the sandbox. */
  readonly transport: OtlpTransport;
  /** Where it goes; absent: nowhere. */
  readonly otlp?: SignalEndpoint;
}

/** Where Prometheus reads metrics. */
export interface PrometheusConfig {
  /** IP address (without brackets) or name that a port of its own is on. */
  readonly host: string;
  /** That port; 0 takes any free one. */
  readonly port: number;
  /** On the port of the API instead. */
  readonly onApiPort: boolean;
}

export interface MetricsConfig extends SignalConfig {
  readonly intervalMs: number;
  /** The same where metrics go to the sandbox: somebody is looking. */
  readonly sandboxIntervalMs: number;
  /** Absent: not served. */
  readonly prometheus?: PrometheusConfig;
}

/** OpenTelemetry's default (specification, "SDK environment variables"). */
const INTERVAL_MS = 60_000;
const SANDBOX_INTERVAL_MS = 5_000;

export function metricsConfig(env: Environment): MetricsConfig {
  const exporters = env.OTEL_METRICS_EXPORTER;
  return {
    intervalMs: env.OTEL_METRIC_EXPORT_INTERVAL ?? INTERVAL_MS,
    sandboxIntervalMs: env.OTEL_METRIC_EXPORT_INTERVAL ?? SANDBOX_INTERVAL_MS,
    ...signalConfig(env, exporters.includes('otlp'), 'METRICS'),
    ...(exporters.includes('prometheus') &&
      env.OTEL_SDK_DISABLED === 'false' && {
        prometheus: {
          host: env.OTEL_EXPORTER_PROMETHEUS_HOST,
          port: env.OTEL_EXPORTER_PROMETHEUS_PORT,
          onApiPort: env.PROMETHEUS_ON_API_PORT === 'on',
        },
      }),
  };
}

export function logsConfig(env: Environment): SignalConfig {
  return signalConfig(env, env.OTEL_LOGS_EXPORTER === 'otlp', 'LOGS');
}

function signalConfig(
  env: Environment,
  isChosen: boolean,
  signal: 'METRICS' | 'LOGS',
): SignalConfig {
  const wanted = isChosen && env.OTEL_SDK_DISABLED === 'false';
  const transport: OtlpTransport = {
    protocol:
      env[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`] ??
      env.OTEL_EXPORTER_OTLP_PROTOCOL,
    timeoutMs:
      env[`OTEL_EXPORTER_OTLP_${signal}_TIMEOUT`] ??
      env.OTEL_EXPORTER_OTLP_TIMEOUT,
    compression:
      env[`OTEL_EXPORTER_OTLP_${signal}_COMPRESSION`] ??
      env.OTEL_EXPORTER_OTLP_COMPRESSION,
  };
  const shared =
    env.OTEL_EXPORTER_OTLP_ENDPOINT ??
    (env.HONEYCOMB_API_KEY && HONEYCOMB_TRACES_URL);
  const url =
    env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] ??
    (shared && signalUrl(shared, signal));
  const headers = {
    ...(env.HONEYCOMB_API_KEY && {
      [HONEYCOMB_TEAM_HEADER]: env.HONEYCOMB_API_KEY,
    }),
    ...env.OTEL_EXPORTER_OTLP_HEADERS,
    ...env[`OTEL_EXPORTER_OTLP_${signal}_HEADERS`],
  };
  return {
    wanted,
    transport,
    ...(wanted &&
      url && {
        otlp: {
          ...transport,
          url,
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [
              name,
              new Secret(value),
            ]),
          ),
        },
      }),
  };
}

/** The general endpoint was read as that of traces. */
function signalUrl(tracesUrl: string, signal: 'METRICS' | 'LOGS'): string {
  const url = new URL(tracesUrl);
  url.pathname = url.pathname.replace(
    /\/v1\/traces$/,
    `/v1/${signal.toLowerCase()}`,
  );
  return url.href;
}
