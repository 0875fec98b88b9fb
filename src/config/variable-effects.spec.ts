import type { Config } from './config.js';
import { configVariables } from './config-variables.js';
import { environmentSchema } from './environment.schema.js';
import { loadConfig } from './load-config.js';

const OTLP = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' };
const LOGS = { OTEL_LOGS_EXPORTER: 'otlp' };
const PROMETHEUS = { OTEL_METRICS_EXPORTER: 'prometheus' };
const XRAY = { AWS_XRAY_DAEMON_ADDRESS: 'h:1' };
const ROLLBAR = { ROLLBAR_ACCESS_TOKEN: 't' };
const GROUP = { CLOUDWATCH_LOG_GROUP: 'g' };
const CLOUDWATCH = { ...GROUP, AWS_REGION: 'r' };

/** For each variable, a value other than the default, and what must be set for it to matter. */
const samples: Record<string, [value: string, context?: NodeJS.ProcessEnv]> = {
  NODE_ENV: ['test'],
  PORT: ['1'],
  HOST: ['0.0.0.0'],
  FRONTEND_URL: ['http://f'],
  BACKEND_URL: ['http://b'],
  DATABASE_URL: ['postgres://h/d'],
  DATA_DIR: ['elsewhere'],
  DATABASE_SEED: ['off'],
  OTEL_SERVICE_NAME: ['n'],
  OTEL_RESOURCE_ATTRIBUTES: ['a=b'],
  CODE_VERSION: ['v'],
  HONEYCOMB_API_KEY: ['k', OTLP],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['http://b'],
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ['http://b', OTLP],
  OTEL_EXPORTER_OTLP_HEADERS: ['a=b', OTLP],
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: ['a=b', OTLP],
  OTEL_EXPORTER_OTLP_PROTOCOL: ['http/json'],
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: ['http/json'],
  OTEL_EXPORTER_OTLP_TIMEOUT: ['1'],
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: ['1'],
  OTEL_EXPORTER_OTLP_COMPRESSION: ['gzip'],
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: ['gzip'],
  OTEL_TRACES_SAMPLER: ['always_off'],
  OTEL_TRACES_SAMPLER_ARG: ['0.5', { OTEL_TRACES_SAMPLER: 'traceidratio' }],
  TRACES_TRUSTED_PEERS: ['none'],
  TRACES_ALWAYS_KEEP: ['failed'],
  TRACES_SLOW_MS: ['1'],
  OTEL_SDK_DISABLED: ['true'],
  OTEL_METRICS_EXPORTER: ['none'],
  OTEL_EXPORTER_PROMETHEUS_HOST: ['0.0.0.0', PROMETHEUS],
  OTEL_EXPORTER_PROMETHEUS_PORT: ['1', PROMETHEUS],
  PROMETHEUS_ON_API_PORT: ['on', PROMETHEUS],
  OTEL_METRIC_EXPORT_INTERVAL: ['1000'],
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: ['http://b'],
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: ['a=b', OTLP],
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: ['http/json'],
  OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: ['1'],
  OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: ['gzip'],
  OTEL_LOGS_EXPORTER: ['otlp'],
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: ['http://b', LOGS],
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: ['a=b', { ...OTLP, ...LOGS }],
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: ['http/json'],
  OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: ['1'],
  OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: ['gzip'],
  AWS_XRAY_DAEMON_ADDRESS: ['h:1'],
  XRAY_EXPORTER: ['otlp', { AWS_REGION: 'us-east-1' }],
  AWS_ENDPOINT_URL_XRAY: [
    'http://e',
    { XRAY_EXPORTER: 'otlp', AWS_REGION: 'us-east-1' },
  ],
  AWS_XRAY_URL: ['*', XRAY],
  AWS_XRAY_TRACING_NAME: ['n', XRAY],
  XRAY_HEADER_HOSTS: ['*.internal'],
  LOG_LEVEL: ['warn'],
  LOG_LEVELS: ['Database=debug'],
  LOG_CAPTURE: ['console'],
  CLOUDWATCH_LOG_GROUP: ['g', { AWS_REGION: 'r' }],
  CLOUDWATCH_LOG_STREAM: ['s', CLOUDWATCH],
  CLOUDWATCH_LOG_RETENTION_DAYS: ['30', CLOUDWATCH],
  CLOUDWATCH_LOG_TAGS: ['team=cruddur', CLOUDWATCH],
  AWS_REGION: ['r', { ...GROUP, AWS_DEFAULT_REGION: 'd' }],
  AWS_DEFAULT_REGION: ['r', GROUP],
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: ['http://e', CLOUDWATCH],
  ROLLBAR_ACCESS_TOKEN: ['t'],
  ROLLBAR_ENVIRONMENT: ['e', ROLLBAR],
  ROLLBAR_ENDPOINT: ['http://e', ROLLBAR],
  ROLLBAR_CAPTURE_USERNAME: ['true'],
  ROLLBAR_CAPTURE_EMAIL: ['true'],
  ROLLBAR_CAPTURE_BODY: ['true'],
  ROLLBAR_FOLD: ['false'],
  REDACTION_KEYS: ['iban'],
  REDACTION_PATTERNS: ['acme-[a-z]{32}'],
  TELEMETRY_PERSONAL_DATA: ['shown'],
  TELEMETRY_MAX_BYTES: ['1048576'],
  TELEMETRY_SPOOL_DIR: ['spool'],
  TELEMETRY_SPOOL_MAX_BYTES: ['1048576'],
  SHUTDOWN_TIMEOUT_MS: ['5000'],
  SHUTDOWN_DELAY_MS: ['5000'],
  OPERATOR_TOKEN: ['0123456789abcdef'],
  TELEMETRY_FIGURES: ['public'],
  SANDBOX: ['off'],
  SANDBOX_PORT: ['1'],
  SANDBOX_OTLP_PORT: ['1'],
  SANDBOX_XRAY_PORT: ['1'],
  SANDBOX_CLOUDWATCH_PORT: ['1'],
  SANDBOX_ROLLBAR_PORT: ['1'],
};

/** The Config as text, or the reason there is none. */
function outcome(env: NodeJS.ProcessEnv): string {
  try {
    const config: Config = loadConfig(env);
    return JSON.stringify(config);
  } catch (error) {
    return String(error);
  }
}

describe('the table of variables', () => {
  it('names exactly those the schema reads, each once', () => {
    const names = configVariables.map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      Object.keys(environmentSchema.shape).toSorted(),
    );
    expect(Object.keys(samples).toSorted()).toEqual(names.toSorted());
  });

  it.each(configVariables)('$name has an effect', ({ name }) => {
    const [value, context] = samples[name] ?? [''];
    const config = loadConfig({ ...context, [name]: value });
    expect(JSON.stringify(config)).not.toBe(outcome({ ...context }));
  });

  it.each(configVariables.filter((variable) => variable.default))(
    '$name has the default that is documented',
    ({ name, default: documented }) => {
      const [, context] = samples[name] ?? [''];
      const needed = name === 'ROLLBAR_ENDPOINT' ? ROLLBAR : context;
      expect(outcome({ ...needed, [name]: documented })).toBe(
        outcome({ ...needed }),
      );
    },
  );
});
