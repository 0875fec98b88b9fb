import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';
import { withSandboxEndpoints } from './with-sandbox-endpoints.js';

const PROMETHEUS = { OTEL_METRICS_EXPORTER: 'otlp,prometheus' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.map(({ variable }) => variable);
    }
    throw error;
  }
}

describe('metrics for Prometheus', () => {
  it('are off unless they are asked for', () => {
    expect(loadConfig({}).metrics.prometheus).toBeUndefined();
    expect(loadConfig({ OTEL_METRICS_EXPORTER: 'none' }).metrics).toMatchObject(
      { wanted: false },
    );
  });

  it('have a port of their own on loopback', () => {
    const { metrics } = loadConfig({ OTEL_METRICS_EXPORTER: 'Prometheus' });
    expect(metrics.wanted).toBe(false);
    expect(metrics.prometheus).toEqual({
      host: '127.0.0.1',
      port: 9464,
      onApiPort: false,
    });
  });

  it('stand beside OTLP, also where that goes to the sandbox', () => {
    const config = withSandboxEndpoints(loadConfig(PROMETHEUS), {
      query: 'http://q',
      otlp: 'http://o',
      xray: 'x:1',
      cloudWatchLogs: 'http://c',
      rollbar: 'http://r',
    });
    expect(config.metrics.otlp?.url).toBe('http://o/v1/metrics');
    expect(config.metrics.prometheus?.port).toBe(9464);
  });

  it('are off with the SDK', () => {
    const { metrics } = loadConfig({
      ...PROMETHEUS,
      OTEL_SDK_DISABLED: 'true',
    });
    expect([metrics.wanted, metrics.prometheus]).toEqual([false, undefined]);
  });

  it.each([
    [{ OTEL_METRICS_EXPORTER: 'otlp,none' }, 'OTEL_METRICS_EXPORTER'],
    [{ OTEL_METRICS_EXPORTER: 'statsd' }, 'OTEL_METRICS_EXPORTER'],
    [
      { ...PROMETHEUS, PORT: '9464', SANDBOX: 'off' },
      'OTEL_EXPORTER_PROMETHEUS_PORT',
    ],
    [{ ...PROMETHEUS, SANDBOX_PORT: '9464' }, 'SANDBOX_PORT'],
    [
      { OTEL_EXPORTER_PROMETHEUS_PORT: '70000' },
      'OTEL_EXPORTER_PROMETHEUS_PORT',
    ],
    [{ PROMETHEUS_ON_API_PORT: 'yes' }, 'PROMETHEUS_ON_API_PORT'],
  ])('refuse %j', (env, variable) => {
    expect(problemsOf(env)).toEqual([variable]);
  });

  it('may name the port of the API where that serves them', () => {
    expect(
      problemsOf({ ...PROMETHEUS, PORT: '9464', PROMETHEUS_ON_API_PORT: 'on' }),
    ).toEqual([]);
  });
});
