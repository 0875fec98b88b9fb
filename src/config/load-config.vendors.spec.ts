import { hostname } from 'node:os';
import type { Config } from './config.js';
import { loadConfig } from './load-config.js';

const CLOUDWATCH = { CLOUDWATCH_LOG_GROUP: 'g', AWS_REGION: 'eu-west-1' };
const PRODUCTION = { NODE_ENV: 'production' };

/** Picks a setting's value in plain form, secrets revealed. */
type Pick = (config: Config) => unknown;

const revealed: Pick = ({ tracing }) =>
  Object.fromEntries(
    Object.entries(tracing.otlp?.headers ?? {}).map(([name, value]) => [
      name,
      value.reveal(),
    ]),
  );
const tracesUrl: Pick = ({ tracing }) => tracing.otlp?.tracesUrl;
const sampler: Pick = ({ tracing }) => tracing.sampler;
const start: Pick = ({ sandbox }) => sandbox.start;
const vendors: Pick = ({ tracing, xray, logging, errorReporting }) => [
  tracing.otlp,
  xray.daemon,
  logging.cloudWatch,
  errorReporting.rollbar,
];

describe('the vendors and the sandbox', () => {
  it.each<[string, NodeJS.ProcessEnv, Pick, unknown]>([
    [
      'a region alone as nothing',
      { AWS_REGION: 'No Region!', AWS_DEFAULT_REGION: 'x' },
      vendors,
      [undefined, undefined, undefined, undefined],
    ],
    [
      'CloudWatch',
      { ...CLOUDWATCH, AWS_DEFAULT_REGION: 'x' },
      (c) => c.logging.cloudWatch,
      {
        group: 'g',
        stream: `${hostname()}-${process.pid}`,
        region: 'eu-west-1',
      },
    ],
    [
      'CloudWatch by the other region',
      {
        CLOUDWATCH_LOG_GROUP: '/a/b',
        AWS_DEFAULT_REGION: 'x-1',
        CLOUDWATCH_LOG_STREAM: 's',
        AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://h:1/',
      },
      (c) => c.logging.cloudWatch,
      { group: '/a/b', stream: 's', region: 'x-1', endpoint: 'http://h:1' },
    ],
    [
      'Honeycomb by its key',
      { HONEYCOMB_API_KEY: 'k' },
      (c) => [tracesUrl(c), revealed(c)],
      ['https://api.honeycomb.io/v1/traces', { 'x-honeycomb-team': 'k' }],
    ],
    [
      'Honeycomb in the EU',
      {
        HONEYCOMB_API_KEY: 'k',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://api.eu1.honeycomb.io',
      },
      (c) => [tracesUrl(c), revealed(c)],
      ['https://api.eu1.honeycomb.io/v1/traces', { 'x-honeycomb-team': 'k' }],
    ],
    [
      'a header rather than the key',
      {
        HONEYCOMB_API_KEY: 'k',
        OTEL_EXPORTER_OTLP_HEADERS: 'X-Honeycomb-Team=h,a=1,b=1',
        OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'b=2',
      },
      revealed,
      { 'x-honeycomb-team': 'h', a: '1', b: '2' },
    ],
    [
      'the traces endpoint as it is',
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/x',
      },
      tracesUrl,
      'http://b/x',
    ],
    [
      'OTLP’s transport',
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_TIMEOUT: '5',
        OTEL_EXPORTER_OTLP_COMPRESSION: 'GZIP',
      },
      (c) => c.tracing.otlp,
      {
        tracesUrl: 'http://a/v1/traces',
        headers: {},
        protocol: 'http/json',
        timeoutMs: 5,
        compression: 'gzip',
      },
    ],
    [
      'OTLP’s transport for traces',
      {
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
        OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: '7',
        OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: 'gzip',
      },
      (c) => c.tracing.transport,
      { protocol: 'http/protobuf', timeoutMs: 7, compression: 'gzip' },
    ],
    [
      'the hosts that get X-Ray’s header',
      { XRAY_HEADER_HOSTS: 'api.example.com, *.internal' },
      (c) => c.xray.headerHosts,
      ['api.example.com', '*.internal'],
    ],
    [
      'a sampler',
      { OTEL_TRACES_SAMPLER: 'always_off' },
      sampler,
      { root: 'always_off', parentBased: false, ratio: 0 },
    ],
    [
      'a parent-based sampler',
      { OTEL_TRACES_SAMPLER: 'parentbased_always_off' },
      sampler,
      { root: 'always_off', parentBased: true, ratio: 0 },
    ],
    [
      'a ratio',
      { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '.25' },
      sampler,
      { root: 'traceidratio', parentBased: false, ratio: 0.25 },
    ],
    [
      'a ratio of 1 by default',
      { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' },
      sampler,
      { root: 'traceidratio', parentBased: true, ratio: 1 },
    ],
    [
      'OpenTelemetry off',
      { OTEL_SDK_DISABLED: 'TRUE' },
      (c) => c.tracing.enabled,
      false,
    ],
    [
      'X-Ray’s names',
      {
        AWS_XRAY_DAEMON_ADDRESS: 'h:1',
        AWS_XRAY_URL: '*.a.b',
        AWS_XRAY_TRACING_NAME: 'my app',
        OTEL_SERVICE_NAME: 'é(1)',
      },
      (c) => c.xray.naming,
      { pattern: '*.a.b', fixed: 'my app', fallback: 'é_1_' },
    ],
    [
      'Rollbar',
      { ROLLBAR_ACCESS_TOKEN: 't', CODE_VERSION: 'abc', ...PRODUCTION },
      (c) => ({
        ...c.errorReporting.rollbar,
        accessToken: c.errorReporting.rollbar?.accessToken.reveal(),
      }),
      {
        accessToken: 't',
        environment: 'production',
        endpoint: 'https://api.rollbar.com/api/1/item/',
        codeVersion: 'abc',
      },
    ],
    [
      'Rollbar’s environment',
      { ROLLBAR_ACCESS_TOKEN: 't', ROLLBAR_ENVIRONMENT: 'qa' },
      (c) => c.errorReporting.rollbar?.environment,
      'qa',
    ],
    ['no sandbox in production', PRODUCTION, start, false],
    [
      'a sandbox in production when asked',
      { ...PRODUCTION, SANDBOX: 'on' },
      start,
      true,
    ],
    ['no sandbox when asked', { SANDBOX: 'off' }, start, false],
    ['no sandbox beside Honeycomb', { HONEYCOMB_API_KEY: 'k' }, start, false],
    [
      'no sandbox beside X-Ray',
      { AWS_XRAY_DAEMON_ADDRESS: 'h:1' },
      start,
      false,
    ],
    ['no sandbox beside CloudWatch', CLOUDWATCH, start, false],
    ['no sandbox beside Rollbar', { ROLLBAR_ACCESS_TOKEN: 't' }, start, false],
    [
      'a sandbox beside a vendor when asked',
      { ROLLBAR_ACCESS_TOKEN: 't', SANDBOX: 'on' },
      start,
      true,
    ],
    [
      'any free ports',
      { PORT: '0', SANDBOX_PORT: '0', SANDBOX_OTLP_PORT: '0' },
      (c) => [c.sandbox.ports.query, c.sandbox.ports.otlp],
      [0, 0],
    ],
    [
      'a clash that does not matter',
      { PORT: '4318', SANDBOX: 'off' },
      (c) => c.http.port,
      4318,
    ],
  ])('reads %s', (_, env, pick, expected) => {
    expect(pick(loadConfig(env))).toEqual(expected);
  });
});
