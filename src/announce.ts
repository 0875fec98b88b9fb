import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config, SandboxEndpoints } from './config/index.js';
import { MetricsEndpoint } from './observability/index.js';

/** Says where the console, the application and its documentation are, and where each vendor's telemetry goes. */
export async function announce(
  app: NestFastifyApplication,
  config: Config,
  sandbox: SandboxEndpoints | undefined,
): Promise<void> {
  const logger = new Logger('Start');
  const url = await app.getUrl();
  if (sandbox !== undefined) {
    logger.log(`Console        ${sandbox.query}`);
  }
  logger.log(`API            ${url}/api/activities/home`);
  logger.log(`Documentation  ${url}/docs`);
  const { prometheus } = config.metrics;
  if (prometheus !== undefined) {
    const { url: own } = app.get(MetricsEndpoint, { strict: false });
    logger.log(`Prometheus     ${own ?? `${url}/metrics`}`);
  }
  for (const [vendor, destination] of Object.entries(destinations(config))) {
    logger.log(`${vendor.padEnd(15)}${destination ?? 'off'}`);
  }
}

function destinations({
  tracing,
  metrics,
  otlpLogs,
  xray,
  logging,
  errorReporting,
}: Config): Readonly<Record<string, string | undefined>> {
  const { cloudWatch } = logging;
  return {
    OpenTelemetry: tracing.enabled ? tracing.otlp?.tracesUrl : undefined,
    Metrics: metrics.otlp?.url,
    'Logs (OTLP)': otlpLogs.otlp?.url,
    // Made from spans: without tracing there is nothing to send.
    'X-Ray': tracing.enabled ? xrayDestination(xray) : undefined,
    CloudWatch:
      cloudWatch &&
      `${cloudWatch.group}/${cloudWatch.stream} at ${cloudWatch.endpoint ?? cloudWatch.region}`,
    Rollbar: errorReporting.rollbar?.endpoint,
  };
}

function xrayDestination({
  exporter,
  daemon,
  otlp,
}: Config['xray']): string | undefined {
  if (exporter === 'otlp') {
    return otlp && (otlp.url ?? `OTLP in ${otlp.region}`);
  }
  return daemon && `udp ${daemon.udp.host}:${String(daemon.udp.port)}`;
}
