import type { VariableFacts } from '../variable-facts.js';

/** Traces over OTLP: Honeycomb, or any other backend that speaks it. */
export const tracingVariables = {
  HONEYCOMB_API_KEY: {
    secret: true,
    format: 'an ingest key of Honeycomb',
    description:
      'Turns Honeycomb on: the endpoint `https://api.honeycomb.io` unless one is set (EU: `https://api.eu1.honeycomb.io`), and the header `x-honeycomb-team` unless the headers have it.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    format: 'an http:// or https:// URL',
    description:
      'Turns OTLP on: where spans are sent, `/v1/traces` being added.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    format: 'an http:// or https:// URL',
    description: 'The same for traces alone, used as it is. Wins.',
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    secret: true,
    format: 'key=value,key=value, percent-encoded',
    description: 'Headers sent with every OTLP request.',
  },
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: {
    secret: true,
    format: 'key=value,key=value, percent-encoded',
    description: 'The same for traces alone; each header here wins.',
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    default: 'http/protobuf',
    format: 'http/protobuf or http/json',
    description: 'How OTLP is encoded.',
  },
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: {
    computedDefault: '`OTEL_EXPORTER_OTLP_PROTOCOL`',
    format: 'http/protobuf or http/json',
    description: 'The same for traces alone. Wins.',
  },
  OTEL_EXPORTER_OTLP_TIMEOUT: {
    default: '10000',
    format: 'milliseconds, a whole number from 1 to 600000',
    description: 'How long one OTLP request may take.',
  },
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: {
    computedDefault: '`OTEL_EXPORTER_OTLP_TIMEOUT`',
    format: 'milliseconds, a whole number from 1 to 600000',
    description: 'The same for traces alone. Wins.',
  },
  OTEL_EXPORTER_OTLP_COMPRESSION: {
    default: 'none',
    format: 'gzip or none',
    description: 'How OTLP requests are compressed.',
  },
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: {
    computedDefault: '`OTEL_EXPORTER_OTLP_COMPRESSION`',
    format: 'gzip or none',
    description: 'The same for traces alone. Wins.',
  },
  OTEL_TRACES_SAMPLER: {
    default: 'parentbased_always_on',
    format:
      '`always_on`, `always_off`, `traceidratio`, `xray`, or one of these after `parentbased_`',
    description:
      'Which requests are traced, for every vendor. `xray`: by the central sampling rules of the AWS account, which the daemon at `AWS_XRAY_DAEMON_ADDRESS` passes on.',
  },
  OTEL_TRACES_SAMPLER_ARG: {
    default: '1',
    format: 'a number from 0 to 1',
    description: 'The share of traces a `traceidratio` sampler keeps.',
  },
  TRACES_TRUSTED_PEERS: {
    default: 'loopback,linklocal,uniquelocal',
    format:
      'IP addresses, networks (`10.1.0.0/16`), and loopback, linklocal, uniquelocal or all, separated by commas, or none',
    description:
      'Whose wish to keep a trace, or not to, a `parentbased_` sampler follows: network peers, not what a header claims. Where a public load balancer passes the headers of strangers on, set `none`; traces are continued all the same.',
  },
  TRACES_ALWAYS_KEEP: {
    default: 'failed,flagged,slow',
    format: 'some of failed, flagged and slow, separated by commas, or none',
    description:
      'Traces that are kept whatever the sampler says: failed requests (5xx, clients that left), those marked by `keepTrace()`, slow ones. `none`: what is not sampled is not recorded either. Means nothing with `always_off`.',
  },
  TRACES_SLOW_MS: {
    default: '2000',
    format: 'milliseconds, a whole number from 1 to 3600000',
    description: 'From how long on a request is slow.',
  },
  OTEL_SDK_DISABLED: {
    default: 'false',
    format: 'true or false',
    description:
      'Turns OpenTelemetry off, whatever else is set; X-Ray with it, as its segments are made from spans.',
  },
} as const satisfies Record<string, VariableFacts>;
