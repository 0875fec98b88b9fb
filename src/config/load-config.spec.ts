import type { Config } from './config.js';
import { loadConfig } from './load-config.js';

const CLOUDWATCH = { CLOUDWATCH_LOG_GROUP: 'g', AWS_REGION: 'eu-west-1' };
const PRODUCTION = { NODE_ENV: 'production' };

/** Picks a setting's value in plain form, secrets revealed. */
type Pick = (config: Config) => unknown;

const vendors: Pick = ({ tracing, xray, logging, errorReporting }) => [
  tracing.otlp,
  xray.daemon,
  logging.cloudWatch,
  errorReporting.rollbar,
];

describe('loadConfig', () => {
  it('needs nothing: every vendor is off and the sandbox starts', () => {
    const config = loadConfig({});
    expect(vendors(config)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(config).toMatchObject({
      environment: 'development',
      http: {
        port: 4567,
        host: '127.0.0.1',
        frontendUrl: 'http://localhost:3000',
        backendUrl: 'http://localhost:4567',
      },
      database: { dataDir: '.data', seed: true },
      service: { name: 'cruddur', version: expect.stringMatching(/^\d+\.\d+/) },
      logging: { level: 'info' },
      tracing: {
        enabled: true,
        sampler: { root: 'always_on', parentBased: true, ratio: 1 },
        transport: {
          protocol: 'http/protobuf',
          timeoutMs: 10_000,
          compression: 'none',
        },
      },
      xray: { naming: { fallback: 'cruddur' } },
      delivery: { maxBytes: 67_108_864, spoolMaxBytes: 268_435_456 },
      operation: {
        shutdownTimeoutMs: 10_000,
        shutdownDelayMs: 0,
        telemetryFigures: 'operators',
      },
      sandbox: {
        mode: 'auto',
        start: true,
        ports: {
          query: 4568,
          otlp: 4318,
          xray: 2000,
          cloudWatchLogs: 4569,
          rollbar: 4570,
        },
      },
    });
    expect(config.database.url).toBeUndefined();
    expect(config.service.codeVersion).toBeUndefined();
  });

  it('takes an empty or blank variable for an unset one', () => {
    expect(
      loadConfig({ PORT: '', ROLLBAR_ENDPOINT: ' ', HONEYCOMB_API_KEY: '\t' }),
    ).toEqual(loadConfig({}));
  });

  it('leaves other variables alone, OpenTelemetry’s too', () => {
    const env = {
      OTEL_BSP_SCHEDULE_DELAY: 'x',
      OTEL_PROPAGATORS: '?',
      PATH: '/bin',
    };
    const before = { ...env };
    expect(loadConfig(env)).toEqual(loadConfig({}));
    expect(env).toEqual(before);
  });

  it('freezes all of it', () => {
    const config = loadConfig({
      ...CLOUDWATCH,
      HONEYCOMB_API_KEY: 'k',
      AWS_XRAY_DAEMON_ADDRESS: 'h:1',
    });
    const thaw = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? [
            ...(Object.isFrozen(value) ? [] : [path]),
            ...Object.entries(value).flatMap(([key, inner]) =>
              thaw(inner, `${path}.${key}`),
            ),
          ]
        : [];
    expect(thaw(config, 'config')).toEqual([]);
  });

  it.each<[string, NodeJS.ProcessEnv, Pick, unknown]>([
    [
      'a spool',
      { TELEMETRY_SPOOL_DIR: 'spool', TELEMETRY_SPOOL_MAX_BYTES: '2097152' },
      (c) => c.delivery,
      {
        maxBytes: 67_108_864,
        spoolDir: 'spool',
        spoolMaxBytes: 2_097_152,
      },
    ],
    [
      'a token of operators',
      { OPERATOR_TOKEN: '0123456789abcdef' },
      (c) => c.operation.operatorToken?.reveal(),
      '0123456789abcdef',
    ],
    ['port 0', { PORT: '0' }, (c) => c.http.port, 0],
    ['a bracketed IPv6 host', { HOST: '[::1]' }, (c) => c.http.host, '::1'],
    [
      'a backend URL from the port',
      { PORT: '80' },
      (c) => c.http.backendUrl,
      'http://localhost:80',
    ],
    [
      'a database URL',
      { DATABASE_URL: 'postgres://u:p@h/d' },
      (c) => c.database.url?.reveal(),
      'postgres://u:p@h/d',
    ],
    ['no seed in production', PRODUCTION, (c) => c.database.seed, false],
    [
      'a seed in production when asked',
      { ...PRODUCTION, DATABASE_SEED: 'on' },
      (c) => c.database.seed,
      true,
    ],
    [
      'no seed when asked',
      { DATABASE_SEED: 'OFF' },
      (c) => c.database.seed,
      false,
    ],
    [
      'a service name',
      { OTEL_SERVICE_NAME: 'a', OTEL_RESOURCE_ATTRIBUTES: 'service.name=b' },
      (c) => c.service.name,
      'a',
    ],
    [
      'a service name from the attributes',
      { OTEL_RESOURCE_ATTRIBUTES: 'service.name=b' },
      (c) => c.service.name,
      'b',
    ],
    [
      'a version from the attributes',
      { OTEL_RESOURCE_ATTRIBUTES: 'service.version=9' },
      (c) => [c.service.version, c.service.codeVersion],
      ['9', undefined],
    ],
    [
      'the resource',
      { CODE_VERSION: 'abc', OTEL_RESOURCE_ATTRIBUTES: 'team=a%2Cb' },
      (c) => c.service.resourceAttributes,
      { team: 'a,b', 'service.name': 'cruddur', 'service.version': 'abc' },
    ],
    [
      'Nest’s name of info',
      { LOG_LEVEL: 'LOG' },
      (c) => c.logging.level,
      'info',
    ],
    [
      'a log level',
      { LOG_LEVEL: 'Verbose' },
      (c) => c.logging.level,
      'verbose',
    ],
  ])('reads %s', (_, env, pick, expected) => {
    expect(pick(loadConfig(env))).toEqual(expected);
  });
});
