import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';

function problemsOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.message;
    }
    throw error;
  }
  return 'none';
}

describe('configuration problems', () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [
      { PORT: 'abc' },
      'PORT: "abc" is not a whole number; set it to a whole number from 0 to 65535 (0: any free port), or remove it for 4567',
    ],
    [
      { PORT: '65536' },
      'PORT: "65536" is above 65535; set it to a whole number from 0 to 65535 (0: any free port), or remove it for 4567',
    ],
    [
      { PORT: '-1' },
      'PORT: "-1" is below 0; set it to a whole number from 0 to 65535 (0: any free port), or remove it for 4567',
    ],
    [
      { TELEMETRY_MAX_BYTES: '64MiB' },
      'TELEMETRY_MAX_BYTES: "64MiB" is not a plain number of bytes; write it in bytes: 67108864',
    ],
    [
      { TELEMETRY_SPOOL_MAX_BYTES: '1000' },
      'TELEMETRY_SPOOL_MAX_BYTES: "1000" is below 1048576; set it to a plain number of bytes from 1048576 to 1099511627776, or remove it for 268435456',
    ],
    [
      { SHUTDOWN_DELAY_MS: '6000' },
      'SHUTDOWN_DELAY_MS: "6000" is more than half of SHUTDOWN_TIMEOUT_MS, which is 10000; set SHUTDOWN_TIMEOUT_MS to at least 12000, or SHUTDOWN_DELAY_MS to less',
    ],
    [
      { OPERATOR_TOKEN: 'short' },
      'OPERATOR_TOKEN: [secret] is shorter than 16 characters; set it to a token of at least 16 characters without spaces, or remove it',
    ],
    [
      { TELEMETRY_FIGURES: 'all' },
      'TELEMETRY_FIGURES: "all" is not one of operators, public; set it to operators or public, or remove it for operators',
    ],
    [
      { HOST: 'http://x' },
      'HOST: "http://x" is not a host alone: it has a scheme, a path or a port; set it to an IP address or a host name (0.0.0.0: every interface), or remove it for 127.0.0.1',
    ],
    [
      { HOST: '300.0.0.1' },
      'HOST: "300.0.0.1" is not an address or a host name; set it to an IP address or a host name (0.0.0.0: every interface), or remove it for 127.0.0.1',
    ],
    [
      { FRONTEND_URL: 'localhost:3000' },
      'FRONTEND_URL: "localhost:3000" is not a URL that begins with http:// or https://; set it to an origin: http:// or https://, host and port, or remove it for http://localhost:3000',
    ],
    [
      { DATABASE_SEED: 'yes' },
      'DATABASE_SEED: "yes" is not one of auto, on, off; set it to auto, on or off, or remove it for auto',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL: "loud" is not one of fatal, error, warn, info, log, debug, verbose; set it to fatal, error, warn, info (or log), debug or verbose, or remove it for info',
    ],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      'OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" is not supported, only OTLP over HTTP is; set it to http/protobuf, with an HTTP endpoint (most backends take it on port 4318, where gRPC is 4317)',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c/v1/traces' },
      'OTEL_EXPORTER_OTLP_ENDPOINT: "http://c/v1/traces" ends in /v1/traces, which is added to it; set it without /v1/traces, or set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, which is used as it is',
    ],
    [
      { OTEL_EXPORTER_OTLP_TIMEOUT: '0' },
      'OTEL_EXPORTER_OTLP_TIMEOUT: "0" is below 1; set it to milliseconds, a whole number from 1 to 600000, or remove it for 10000',
    ],
    [
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1.5' },
      'OTEL_TRACES_SAMPLER_ARG: "1.5" is above 1; set it to a number from 0 to 1, or remove it for 1',
    ],
    [
      { OTEL_SDK_DISABLED: '1' },
      'OTEL_SDK_DISABLED: "1" is not one of true, false; set it to true or false, or remove it for false',
    ],
    [
      { AWS_XRAY_DAEMON_ADDRESS: 'udp:h:1' },
      'AWS_XRAY_DAEMON_ADDRESS: "udp:h:1" does not name one udp: and one tcp: address; set it to host:port, or tcp:host:port udp:host:port, or remove it',
    ],
    [
      { SANDBOX: 'true' },
      'SANDBOX: "true" is not one of auto, on, off; set it to auto, on or off, or remove it for auto',
    ],
    [
      { SANDBOX_PORT: '1e3' },
      'SANDBOX_PORT: "1e3" is not a whole number; set it to a whole number from 0 to 65535 (0: any free port), or remove it for 4568',
    ],
    [
      { PORT: '4318' },
      'SANDBOX_OTLP_PORT: "4318" is the port of PORT too; set SANDBOX_OTLP_PORT to another port, or to 0 for any free one',
    ],
    [
      { CLOUDWATCH_LOG_GROUP: 'g', AWS_REGION: 'evil.com/' },
      'AWS_REGION: "evil.com/" is not the name of a region; set AWS_REGION to an AWS region, for example us-east-1',
    ],
  ])('%o', (env, line) => {
    expect(problemsOf(env)).toBe(line);
  });

  it.each<[NodeJS.ProcessEnv, string]>([
    [
      { CLOUDWATCH_LOG_GROUP: 'g' },
      'CLOUDWATCH_LOG_GROUP: is set, but AWS_REGION or AWS_DEFAULT_REGION is not; set AWS_REGION or AWS_DEFAULT_REGION too, or remove CLOUDWATCH_LOG_GROUP',
    ],
    [
      { CLOUDWATCH_LOG_STREAM: 's', AWS_REGION: 'x' },
      'CLOUDWATCH_LOG_STREAM: is set, but CLOUDWATCH_LOG_GROUP is not; set CLOUDWATCH_LOG_GROUP too, or remove CLOUDWATCH_LOG_STREAM',
    ],
    [
      { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://h' },
      'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: is set, but CLOUDWATCH_LOG_GROUP is not; set CLOUDWATCH_LOG_GROUP too, or remove AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    ],
    [
      { OTEL_EXPORTER_OTLP_HEADERS: 'a=b' },
      'OTEL_EXPORTER_OTLP_HEADERS: is set, but OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or OTEL_EXPORTER_OTLP_METRICS_ENDPOINT or OTEL_EXPORTER_OTLP_LOGS_ENDPOINT or HONEYCOMB_API_KEY is not; set OTEL_EXPORTER_OTLP_ENDPOINT or OTEL_EXPORTER_OTLP_TRACES_ENDPOINT or OTEL_EXPORTER_OTLP_METRICS_ENDPOINT or OTEL_EXPORTER_OTLP_LOGS_ENDPOINT or HONEYCOMB_API_KEY too, or remove OTEL_EXPORTER_OTLP_HEADERS',
    ],
    [
      { ROLLBAR_ENVIRONMENT: 'qa' },
      'ROLLBAR_ENVIRONMENT: is set, but ROLLBAR_ACCESS_TOKEN is not; set ROLLBAR_ACCESS_TOKEN too, or remove ROLLBAR_ENVIRONMENT',
    ],
    [
      { ROLLBAR_ENDPOINT: 'http://h' },
      'ROLLBAR_ENDPOINT: is set, but ROLLBAR_ACCESS_TOKEN is not; set ROLLBAR_ACCESS_TOKEN too, or remove ROLLBAR_ENDPOINT',
    ],
    [
      { AWS_XRAY_URL: '*' },
      'AWS_XRAY_URL: is set, but AWS_XRAY_DAEMON_ADDRESS is not; set AWS_XRAY_DAEMON_ADDRESS too, or remove AWS_XRAY_URL',
    ],
    [
      { AWS_XRAY_TRACING_NAME: 'n' },
      'AWS_XRAY_TRACING_NAME: is set, but AWS_XRAY_DAEMON_ADDRESS is not; set AWS_XRAY_DAEMON_ADDRESS too, or remove AWS_XRAY_TRACING_NAME',
    ],
    [
      { OTEL_TRACES_SAMPLER_ARG: '0.5' },
      'OTEL_TRACES_SAMPLER_ARG: is set, but OTEL_TRACES_SAMPLER is not; set OTEL_TRACES_SAMPLER to parentbased_traceidratio or traceidratio, or remove OTEL_TRACES_SAMPLER_ARG',
    ],
    [
      { XRAY_EXPORTER: 'otlp', SANDBOX: 'off' },
      'XRAY_EXPORTER: sends spans to X-Ray, but no region is configured; set AWS_REGION too, or set XRAY_EXPORTER to daemon',
    ],
    [
      { AWS_ENDPOINT_URL_XRAY: 'http://h' },
      'AWS_ENDPOINT_URL_XRAY: is set, but XRAY_EXPORTER is not; set XRAY_EXPORTER too, or remove AWS_ENDPOINT_URL_XRAY',
    ],
    [
      { OTEL_TRACES_SAMPLER: 'xray', SANDBOX: 'off' },
      'OTEL_TRACES_SAMPLER: asks for the rules of X-Ray, but no daemon is configured; set AWS_XRAY_DAEMON_ADDRESS too, or set OTEL_TRACES_SAMPLER to another sampler',
    ],
    [
      { OTEL_TRACES_SAMPLER: 'xray', OTEL_TRACES_SAMPLER_ARG: '0.5' },
      'OTEL_TRACES_SAMPLER_ARG: is set, but OTEL_TRACES_SAMPLER is "xray"; set OTEL_TRACES_SAMPLER to parentbased_traceidratio or traceidratio, or remove OTEL_TRACES_SAMPLER_ARG',
    ],
    [
      { TRACES_SLOW_MS: '500', TRACES_ALWAYS_KEEP: 'failed' },
      'TRACES_SLOW_MS: is set, but TRACES_ALWAYS_KEEP does not name slow; add slow to TRACES_ALWAYS_KEEP, or remove TRACES_SLOW_MS',
    ],
    [
      { OTEL_TRACES_SAMPLER_ARG: '0.5', OTEL_TRACES_SAMPLER: 'always_on' },
      'OTEL_TRACES_SAMPLER_ARG: is set, but OTEL_TRACES_SAMPLER is "always_on"; set OTEL_TRACES_SAMPLER to parentbased_traceidratio or traceidratio, or remove OTEL_TRACES_SAMPLER_ARG',
    ],
  ])('half configured: %o', (env, line) => {
    expect(problemsOf(env)).toBe(line);
  });

  it.each<[string, string]>([
    ['AWS_XRAY_TRACING_NAME', 'a|b'],
    ['AWS_XRAY_TRACING_NAME', 'n'.repeat(201)],
    ['AWS_XRAY_URL', 'https://*.example.com'],
    ['CLOUDWATCH_LOG_GROUP', 'a b'],
    ['CLOUDWATCH_LOG_GROUP', 'g'.repeat(513)],
    ['CLOUDWATCH_LOG_STREAM', 'a:b'],
    ['HONEYCOMB_API_KEY', 'a\nb'],
    ['ROLLBAR_ACCESS_TOKEN', 'tökén'],
    ['ROLLBAR_ENVIRONMENT', 'e'.repeat(256)],
    ['OTEL_RESOURCE_ATTRIBUTES', 'a'],
    ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zstd'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'collector:4318'],
    ['BACKEND_URL', 'https://api.example.com/v1'],
  ])('a value out of range: %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value })).toMatch(
      new RegExp(`^${variable}: `),
    );
  });

  it('are an error that tells the exit code', () => {
    expect(() => loadConfig({ PORT: 'x' })).toThrow(
      expect.objectContaining({ exitCode: 78, code: 'CONFIG_INVALID' }),
    );
  });

  it('are told all at once, one line each, in the order of the documentation', () => {
    const lines = problemsOf({
      SANDBOX: 'x',
      ROLLBAR_ENVIRONMENT: 'x',
      PORT: 'x',
      OTEL_SERVICE_NAME: 'ok',
    }).split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'ROLLBAR_ENVIRONMENT',
      'SANDBOX',
    ]);
  });

  it('stay on one line and short, whatever the value', () => {
    const line = problemsOf({ LOG_LEVEL: `a\nb\u2028${'c'.repeat(5000)}` });
    expect(line).not.toMatch(/[\n\u2028]/);
    expect(line.length).toBeLessThan(300);
  });
});
