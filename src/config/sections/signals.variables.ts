import type { VariableFacts } from '../variable-facts.js';

/** Metrics and logs over OTLP. */
export const signalsVariables = {
  OTEL_METRICS_EXPORTER: {
    default: 'otlp',
    format: 'none, or otlp and prometheus or one of them, separated by commas',
    description:
      'Who takes the metrics: `otlp` does something only where there is an OTLP endpoint, `prometheus` serves `GET /metrics`. With `none` nothing is measured.',
  },
  OTEL_EXPORTER_PROMETHEUS_HOST: {
    default: '127.0.0.1',
    format: 'an IP address or a host name (0.0.0.0: every interface)',
    description: 'Address that `/metrics` is served on.',
  },
  OTEL_EXPORTER_PROMETHEUS_PORT: {
    default: '9464',
    format: 'a whole number from 0 to 65535 (0: any free port)',
    description:
      'TCP port that `/metrics` is served on, and nothing else; not that of the API.',
  },
  PROMETHEUS_ON_API_PORT: {
    default: 'off',
    format: 'on or off',
    description:
      'Serves `/metrics` on the port of the API instead, to those who may read `/health/telemetry`.',
  },
  OTEL_METRIC_EXPORT_INTERVAL: {
    computedDefault: '`60000`; `5000` when metrics go to the sandbox',
    format: 'milliseconds, a whole number from 1000 to 3600000',
    description:
      'Time between two collections of the metrics; one more is made at the stop.',
  },
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: {
    computedDefault: '`OTEL_EXPORTER_OTLP_ENDPOINT` and `/v1/metrics`',
    format: 'an http:// or https:// URL',
    description: 'Where metrics are sent, used as it is.',
  },
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: {
    secret: true,
    format: 'key=value,key=value, percent-encoded',
    description:
      'Headers for metrics alone; each wins over `OTEL_EXPORTER_OTLP_HEADERS`. Honeycomb’s `x-honeycomb-dataset` belongs here.',
  },
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: {
    computedDefault: '`OTEL_EXPORTER_OTLP_PROTOCOL`',
    format: 'http/protobuf or http/json',
    description: 'How metrics are encoded.',
  },
  OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: {
    computedDefault: '`OTEL_EXPORTER_OTLP_TIMEOUT`',
    format: 'milliseconds, a whole number from 1 to 600000',
    description: 'How long one request with metrics may take.',
  },
  OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: {
    computedDefault: '`OTEL_EXPORTER_OTLP_COMPRESSION`',
    format: 'gzip or none',
    description: 'How requests with metrics are compressed.',
  },
  OTEL_LOGS_EXPORTER: {
    default: 'none',
    format: 'otlp or none',
    description:
      'Whether log lines are sent by OTLP too. Off where OpenTelemetry’s default is on: they go to CloudWatch Logs, and an OTLP backend may bill each as an event.',
  },
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: {
    computedDefault: '`OTEL_EXPORTER_OTLP_ENDPOINT` and `/v1/logs`',
    format: 'an http:// or https:// URL',
    description: 'Where log lines are sent by OTLP, used as it is.',
  },
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: {
    secret: true,
    format: 'key=value,key=value, percent-encoded',
    description:
      'Headers for logs alone; each wins over `OTEL_EXPORTER_OTLP_HEADERS`.',
  },
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: {
    computedDefault: '`OTEL_EXPORTER_OTLP_PROTOCOL`',
    format: 'http/protobuf or http/json',
    description: 'How logs are encoded.',
  },
  OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: {
    computedDefault: '`OTEL_EXPORTER_OTLP_TIMEOUT`',
    format: 'milliseconds, a whole number from 1 to 600000',
    description: 'How long one request with logs may take.',
  },
  OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: {
    computedDefault: '`OTEL_EXPORTER_OTLP_COMPRESSION`',
    format: 'gzip or none',
    description: 'How requests with logs are compressed.',
  },
} as const satisfies Record<string, VariableFacts>;
