import type { Config } from './config.js';
import { deepFreeze } from './deep-freeze.js';
import { parseDaemonAddress } from './formats/daemon-address.format.js';
import { defaultLogStream } from './sections/logging.config.js';
import { errorReportingVariables } from './sections/error-reporting.variables.js';
import type { MetricsConfig, SignalConfig } from './sections/signals.config.js';
import { HONEYCOMB_TEAM_HEADER } from './sections/tracing.config.js';
import { Secret } from './secret.js';

/** Where a running sandbox listens. */
export interface SandboxEndpoints {
  /** Origin of the query API. */
  readonly query: string;
  /** Origin of the OTLP receiver. */
  readonly otlp: string;
  /** `host:port` of the X-Ray daemon, UDP and TCP. */
  readonly xray: string;
  /** Origin of CloudWatch Logs. */
  readonly cloudWatchLogs: string;
  /** Origin of Rollbar. */
  readonly rollbar: string;
}

const CREDENTIAL = 'sandbox';

/**
 * Points every vendor that is off at the sandbox, with credentials that mean nothing elsewhere; a vendor that is
 * configured stays as it is. With OTEL_SDK_DISABLED traces stay off. Gives a new frozen Config.
 */
export function withSandboxEndpoints(
  config: Config,
  endpoints: SandboxEndpoints,
): Config {
  return deepFreeze({
    ...config,
    tracing: tracing(config, endpoints),
    metrics: metrics(config.metrics, endpoints),
    otlpLogs: signal(config.otlpLogs, '/v1/logs', endpoints),
    xray: {
      daemon: parseDaemonAddress(endpoints.xray),
      ...(config.xray.exporter === 'otlp' && { otlp: xrayOtlp(endpoints) }),
      ...config.xray,
    },
    logging: { cloudWatch: cloudWatch(endpoints), ...config.logging },
    errorReporting: {
      rollbar: rollbar(config, endpoints),
      ...config.errorReporting,
    },
  });
}

function tracing(
  { tracing: given }: Config,
  endpoints: SandboxEndpoints,
): Config['tracing'] {
  if (!given.enabled) {
    return given;
  }
  const otlp = {
    ...given.transport,
    tracesUrl: new URL('/v1/traces', endpoints.otlp).href,
    headers: { [HONEYCOMB_TEAM_HEADER]: new Secret(CREDENTIAL) },
  };
  return { otlp, ...given };
}

function metrics(
  given: MetricsConfig,
  endpoints: SandboxEndpoints,
): MetricsConfig {
  return {
    ...signal(given, '/v1/metrics', endpoints),
    ...(given.wanted &&
      given.otlp === undefined && { intervalMs: given.sandboxIntervalMs }),
  };
}

function signal<T extends SignalConfig>(
  given: T,
  path: string,
  endpoints: SandboxEndpoints,
): T {
  if (!given.wanted) {
    return given;
  }
  const otlp = {
    ...given.transport,
    url: new URL(path, endpoints.otlp).href,
    headers: { [HONEYCOMB_TEAM_HEADER]: new Secret(CREDENTIAL) },
  };
  return { otlp, ...given };
}

function xrayOtlp(endpoints: SandboxEndpoints) {
  return {
    region: 'us-east-1',
    url: `http://${endpoints.xray}/v1/traces`,
    credentials: {
      accessKeyId: CREDENTIAL,
      secretAccessKey: new Secret(CREDENTIAL),
    },
  };
}

function cloudWatch(endpoints: SandboxEndpoints) {
  return {
    group: 'cruddur',
    stream: defaultLogStream(),
    region: 'us-east-1',
    endpoint: endpoints.cloudWatchLogs,
    credentials: {
      accessKeyId: CREDENTIAL,
      secretAccessKey: new Secret(CREDENTIAL),
    },
  };
}

function rollbar(config: Config, endpoints: SandboxEndpoints) {
  const { codeVersion } = config.service;
  const { pathname } = new URL(
    errorReportingVariables.ROLLBAR_ENDPOINT.default,
  );
  return {
    accessToken: new Secret(CREDENTIAL),
    environment: config.environment,
    endpoint: new URL(pathname, endpoints.rollbar).href,
    ...(codeVersion && { codeVersion }),
  };
}
