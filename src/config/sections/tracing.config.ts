import type { z } from 'zod';
import { Secret } from '../secret.js';
import type { tracingSchema } from './tracing.schema.js';

type Environment = z.output<typeof tracingSchema>;

/** The header Honeycomb reads its key from. https://docs.honeycomb.io/send-data/opentelemetry/ */
export const HONEYCOMB_TEAM_HEADER = 'x-honeycomb-team';
export const HONEYCOMB_TRACES_URL = 'https://api.honeycomb.io/v1/traces';

/** How OTLP requests are made, wherever they go. */
export interface OtlpTransport {
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly timeoutMs: number;
  readonly compression: 'none' | 'gzip';
}

/** Where and how spans are exported. */
export interface OtlpConfig extends OtlpTransport {
  /** The full URL spans are posted to. */
  readonly tracesUrl: string;
  /** Header fields, names in lower case. */
  readonly headers: Readonly<Record<string, Secret>>;
}

/** Which traces are recorded. https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration */
export interface TraceSampler {
  readonly root: 'always_on' | 'always_off' | 'traceidratio' | 'xray';
  /** A caller's decision is followed, and `root` decides only where there is none. */
  readonly parentBased: boolean;
  /** Share of traces kept by `root`, 0 to 1: 1 for `always_on`, 0 for `always_off`; of `xray`'s rules nobody knows. */
  readonly ratio: number;
}

/** What is kept although the sampler would drop it. */
interface TraceKeep {
  readonly failed: boolean;
  readonly flagged: boolean;
  /** Duration from which a trace is slow; absent: slow ones are not kept for that. */
  readonly slowMs?: number;
}

/** Traces over OTLP. */
export interface TracingConfig {
  /** False when OTEL_SDK_DISABLED is true: nothing is recorded or sent through OpenTelemetry, even if `otlp` is there. */
  readonly enabled: boolean;
  readonly sampler: TraceSampler;
  /** Network peers whose sampling decision is followed; empty: nobody's. */
  readonly trustedPeers: readonly string[];
  readonly keep: TraceKeep;
  /** How OTLP requests are made, also to the sandbox. */
  readonly transport: OtlpTransport;
  /** Where spans go; absent: nowhere. */
  readonly otlp?: OtlpConfig;
}

export function tracingConfig(env: Environment): TracingConfig {
  const transport: OtlpTransport = {
    protocol:
      env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL,
    timeoutMs:
      env.OTEL_EXPORTER_OTLP_TRACES_TIMEOUT ?? env.OTEL_EXPORTER_OTLP_TIMEOUT,
    compression:
      env.OTEL_EXPORTER_OTLP_TRACES_COMPRESSION ??
      env.OTEL_EXPORTER_OTLP_COMPRESSION,
  };
  const tracesUrl =
    env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ??
    env.OTEL_EXPORTER_OTLP_ENDPOINT ??
    (env.HONEYCOMB_API_KEY && HONEYCOMB_TRACES_URL);
  return {
    enabled: env.OTEL_SDK_DISABLED === 'false',
    sampler: sampler(env),
    trustedPeers: env.TRACES_TRUSTED_PEERS,
    keep: keep(env),
    transport,
    ...(tracesUrl && {
      otlp: { ...transport, tracesUrl, headers: headers(env) },
    }),
  };
}

function headers(env: Environment): Record<string, Secret> {
  const plain = {
    ...(env.HONEYCOMB_API_KEY && {
      [HONEYCOMB_TEAM_HEADER]: env.HONEYCOMB_API_KEY,
    }),
    ...env.OTEL_EXPORTER_OTLP_HEADERS,
    ...env.OTEL_EXPORTER_OTLP_TRACES_HEADERS,
  };
  return Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [name, new Secret(value)]),
  );
}

function keep({
  TRACES_ALWAYS_KEEP: kinds,
  TRACES_SLOW_MS: slowMs,
}: Environment): TraceKeep {
  return {
    failed: kinds.includes('failed'),
    flagged: kinds.includes('flagged'),
    ...(kinds.includes('slow') && { slowMs }),
  };
}

function sampler(env: Environment): TraceSampler {
  const name = env.OTEL_TRACES_SAMPLER;
  const parentBased = name.startsWith('parentbased_');
  if (name.endsWith('always_on')) {
    return { root: 'always_on', parentBased, ratio: 1 };
  }
  if (name.endsWith('always_off')) {
    return { root: 'always_off', parentBased, ratio: 0 };
  }
  if (name.endsWith('xray')) {
    return { root: 'xray', parentBased, ratio: 1 };
  }
  return {
    root: 'traceidratio',
    parentBased,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
  };
}
