import {
  type Config,
  PROJECT_FOLDER,
  type PrometheusConfig,
  type Secret,
  type SignalEndpoint,
} from './config/index.js';
import {
  CentralSampler,
  type ObservabilityOptions,
  type PrometheusOptions,
  type SamplerOptions,
  type XRayModuleOptions,
} from './observability/index.js';
import { redactionOptions } from './redaction-options.js';

/** What the modules need of the configuration. Here, and nowhere else, secrets are revealed to them. */
export function observabilityOptions(config: Config): ObservabilityOptions {
  const { service, environment, tracing, xray, logging, errorReporting } =
    config;
  const { delivery, operation, metrics, otlpLogs } = config;
  const { otlp } = tracing;
  const { cloudWatch } = logging;
  const { rollbar } = errorReporting;
  // OpenTelemetry's semantic conventions, "VCS": the branch, tag or other name that was built.
  const branch = service.resourceAttributes['vcs.ref.head.name'];
  return {
    redaction: redactionOptions(config),
    tracing: {
      serviceName: service.name,
      serviceVersion: service.version,
      environment,
      resourceAttributes: service.resourceAttributes,
      sampler: samplerOptions(config),
      trustedPeers: tracing.trustedPeers,
      keep: { slowMs: false, ...tracing.keep },
      enabled: tracing.enabled,
      ...(xray.headerHosts && { xrayHeaderHosts: xray.headerHosts }),
      ...(otlp && {
        otlp: {
          url: otlp.tracesUrl,
          protocol: otlp.protocol,
          timeoutMs: otlp.timeoutMs,
          compression: otlp.compression,
          headers: revealed(otlp.headers),
        },
      }),
    },
    xray: {
      serviceName: xray.naming.fallback,
      serviceVersion: service.version,
      naming: xray.naming,
      ...xrayTarget(xray),
      ...(cloudWatch && { logGroup: cloudWatch.group }),
    },
    metrics: {
      enabled: tracing.enabled,
      intervalMs: metrics.intervalMs,
      ...(metrics.otlp && { otlp: otlpOptions(metrics.otlp) }),
      ...(metrics.prometheus && {
        prometheus: prometheusOptions(metrics.prometheus),
      }),
    },
    logging: {
      level: logging.level,
      levels: logging.levels,
      capture: logging.capture,
      ...(otlpLogs.otlp && { otlp: otlpOptions(otlpLogs.otlp) }),
      service: { name: service.name, version: service.version, environment },
      ...(cloudWatch && {
        cloudWatch: {
          group: cloudWatch.group,
          stream: cloudWatch.stream,
          region: cloudWatch.region,
          retentionDays: cloudWatch.retentionDays,
          tags: cloudWatch.tags,
          ...(cloudWatch.endpoint && { endpoint: cloudWatch.endpoint }),
          ...(cloudWatch.credentials && {
            credentials: {
              accessKeyId: cloudWatch.credentials.accessKeyId,
              secretAccessKey: cloudWatch.credentials.secretAccessKey.reveal(),
            },
          }),
        },
      }),
    },
    errorReporting: {
      root: PROJECT_FOLDER,
      ...(rollbar && {
        rollbar: {
          accessToken: rollbar.accessToken.reveal(),
          endpoint: rollbar.endpoint,
          environment: rollbar.environment,
          ...(rollbar.codeVersion && { codeVersion: rollbar.codeVersion }),
          ...(branch && { branch }),
          person: errorReporting.person,
          requestBody: errorReporting.requestBody,
          fold: errorReporting.fold,
        },
      }),
    },
    delivery: {
      ...delivery,
      flushTimeoutMs: operation.shutdownTimeoutMs,
    },
  };
}

function samplerOptions({ tracing, xray }: Config): SamplerOptions {
  const { root, ...sampler } = tracing.sampler;
  if (root !== 'xray') {
    return { root, ...sampler };
  }
  if (xray.daemon === undefined) {
    throw new TypeError('The rules of X-Ray are asked for, without a daemon');
  }
  return {
    parentBased: sampler.parentBased,
    root: new CentralSampler({
      daemon: xray.daemon.tcp,
      service: { name: xray.naming.fallback, naming: xray.naming },
    }),
  };
}

/** Segments or spans: X-Ray gets one of the two. */
function xrayTarget({
  exporter,
  daemon,
  otlp,
}: Config['xray']): Pick<XRayModuleOptions, 'daemon' | 'otlp'> {
  if (exporter === 'daemon') {
    return daemon === undefined ? {} : { daemon: daemon.udp };
  }
  if (otlp === undefined) {
    return {};
  }
  const { credentials, ...endpoint } = otlp;
  return {
    otlp: {
      ...endpoint,
      ...(credentials && {
        credentials: {
          accessKeyId: credentials.accessKeyId,
          secretAccessKey: credentials.secretAccessKey.reveal(),
        },
      }),
    },
  };
}

/** On the API's port it is a route of the API's that serves it. */
function prometheusOptions({
  onApiPort,
  ...server
}: PrometheusConfig): PrometheusOptions {
  return onApiPort ? {} : { server };
}

function otlpOptions({ headers, ...endpoint }: SignalEndpoint) {
  return { ...endpoint, headers: revealed(headers) };
}

function revealed(
  headers: Readonly<Record<string, Secret>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.reveal()]),
  );
}
