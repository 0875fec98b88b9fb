import { loadConfig } from './load-config.js';
import { withSandboxEndpoints } from './with-sandbox-endpoints.js';

const endpoints = {
  query: 'http://127.0.0.1:1',
  otlp: 'http://127.0.0.1:2',
  xray: '127.0.0.1:3',
  cloudWatchLogs: 'http://127.0.0.1:4',
  rollbar: 'http://127.0.0.1:5',
};

describe('withSandboxEndpoints', () => {
  it('points every vendor that is off at the sandbox', () => {
    const before = loadConfig({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      CODE_VERSION: 'abc',
    });
    const { tracing, metrics, xray, logging, errorReporting, ...rest } =
      withSandboxEndpoints(before, endpoints);
    expect(metrics.otlp).toMatchObject({
      url: 'http://127.0.0.1:2/v1/metrics',
      protocol: 'http/json',
    });
    expect(tracing.otlp).toMatchObject({
      tracesUrl: 'http://127.0.0.1:2/v1/traces',
      protocol: 'http/json',
    });
    expect(tracing.otlp?.headers['x-honeycomb-team']?.reveal()).toBe('sandbox');
    const daemon = { host: '127.0.0.1', port: 3 };
    expect(xray).toEqual({
      ...before.xray,
      daemon: { udp: daemon, tcp: daemon },
    });
    expect(logging.cloudWatch).toMatchObject({
      group: 'cruddur',
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:4',
      credentials: { accessKeyId: 'sandbox' },
    });
    expect(logging.level).toBe('info');
    expect(errorReporting.rollbar).toMatchObject({
      environment: 'development',
      endpoint: 'http://127.0.0.1:5/api/1/item/',
      codeVersion: 'abc',
    });
    expect(errorReporting.rollbar?.accessToken.reveal()).toBe('sandbox');
    const { http, database, service, sandbox, environment } = before;
    const { delivery, operation, otlpLogs, redaction } = before;
    expect(rest).toEqual({
      http,
      database,
      service,
      sandbox,
      environment,
      delivery,
      operation,
      otlpLogs,
      redaction,
    });
  });

  it('leaves the vendors that are configured, and the Config it was given', () => {
    const before = loadConfig({
      HONEYCOMB_API_KEY: 'k',
      AWS_XRAY_DAEMON_ADDRESS: 'daemon:2000',
      CLOUDWATCH_LOG_GROUP: 'g',
      AWS_REGION: 'r',
      ROLLBAR_ACCESS_TOKEN: 't',
      SANDBOX: 'on',
    });
    const after = withSandboxEndpoints(before, endpoints);
    expect(after).toEqual(before);
    expect(after.tracing.otlp).toBe(before.tracing.otlp);
    expect(after.errorReporting.rollbar).toBe(before.errorReporting.rollbar);
    expect(after.logging.cloudWatch?.credentials).toBeUndefined();

    const bare = loadConfig({});
    expect(withSandboxEndpoints(bare, endpoints).tracing.otlp).toBeDefined();
    expect(bare.tracing.otlp).toBeUndefined();
  });

  it('leaves traces off when OpenTelemetry is disabled', () => {
    const config = loadConfig({ OTEL_SDK_DISABLED: 'true' });
    const { tracing, xray } = withSandboxEndpoints(config, endpoints);
    expect(tracing).toEqual(config.tracing);
    expect(xray.daemon).toBeDefined();
  });

  it('gives a frozen Config', () => {
    const after = withSandboxEndpoints(loadConfig({}), endpoints);
    expect(Object.isFrozen(after)).toBe(true);
    expect(Object.isFrozen(after.tracing.otlp?.headers)).toBe(true);
  });
});
