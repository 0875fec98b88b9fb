import { format, inspect } from 'node:util';
import { configVariables } from './config-variables.js';
import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';
import { withSandboxEndpoints } from './with-sandbox-endpoints.js';

const MARK = 'hunter2';
const good: NodeJS.ProcessEnv = {
  DATABASE_URL: `postgres://user:${MARK}@host/db`,
  HONEYCOMB_API_KEY: `${MARK}-key`,
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
  OTEL_EXPORTER_OTLP_HEADERS: `authorization=${MARK}`,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: `x-other=${MARK}`,
  ROLLBAR_ACCESS_TOKEN: `${MARK}-token`,
  OPERATOR_TOKEN: `${MARK}-0123456789`,
};
const bad: NodeJS.ProcessEnv = {
  DATABASE_URL: `mysql://user:${MARK}@host/db`,
  HONEYCOMB_API_KEY: `${MARK}\n`.repeat(2),
  OTEL_EXPORTER_OTLP_HEADERS: MARK,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: `a=${MARK}%`,
  ROLLBAR_ACCESS_TOKEN: `${MARK}\u0000`,
  OPERATOR_TOKEN: MARK,
};
const misplaced: NodeJS.ProcessEnv = {
  OTEL_EXPORTER_OTLP_ENDPOINT: `https://user:${MARK}@host`,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `ftp://host/?key=${MARK}`,
  FRONTEND_URL: `https://host/?token=${MARK}`,
};

function renderings(value: unknown): string[] {
  return [
    JSON.stringify(value),
    inspect(value, { depth: 20, showHidden: true }),
    format('%s %o %O %j', value, value, value, value),
    String(value),
    ...(value instanceof Error ? [value.message, value.stack ?? ''] : []),
  ];
}

function errorOf(env: NodeJS.ProcessEnv): unknown {
  try {
    return loadConfig(env);
  } catch (error) {
    return error;
  }
}

describe('a secret', () => {
  it('is one for every variable that carries a credential', () => {
    const secret = configVariables.filter((variable) => variable.secret);
    expect(secret.map(({ name }) => name)).toEqual([
      'DATABASE_URL',
      'HONEYCOMB_API_KEY',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
      'OTEL_EXPORTER_OTLP_METRICS_HEADERS',
      'OTEL_EXPORTER_OTLP_LOGS_HEADERS',
      'ROLLBAR_ACCESS_TOKEN',
      'OPERATOR_TOKEN',
    ]);
  });

  it('does not show in any rendering of the Config', () => {
    const config = loadConfig(good);
    expect(config.database.url?.reveal()).toContain(MARK);
    const sandboxed = withSandboxEndpoints(config, {
      query: 'http://127.0.0.1:1',
      otlp: 'http://127.0.0.1:1',
      xray: '127.0.0.1:1',
      cloudWatchLogs: 'http://127.0.0.1:1',
      rollbar: 'http://127.0.0.1:1',
    });
    for (const text of [...renderings(config), ...renderings(sandboxed)]) {
      expect(text).not.toContain(MARK);
    }
  });

  it.each([
    ['bad values', bad, 6],
    ['credentials where none belong', misplaced, 3],
  ])('does not show in the problems of %s', (_, env, count) => {
    const error = errorOf(env);
    expect(error).toBeInstanceOf(ConfigError);
    const shown = error instanceof ConfigError ? error.problems : [];
    expect(new Set(shown.map(({ variable }) => variable)).size).toBe(count);
    for (const text of [...renderings(error), ...renderings(shown)]) {
      expect(text).not.toContain(MARK);
    }
  });
});
