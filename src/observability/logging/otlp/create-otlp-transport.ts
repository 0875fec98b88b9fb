import { logs } from '@opentelemetry/api';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import type { DeliveryRegistry } from '../../delivery/index.js';
import { processResource } from '../../request/index.js';
import type { OtlpLogsOptions } from '../logging.options.js';
import { OtlpLogTransport } from './otlp-log.transport.js';
import { RedactedLogsProcessor } from './redacted-logs.processor.js';
import { OtlpLogsSink } from './otlp-logs.sink.js';

/**
 * The way of log lines to OTLP; what libraries log by OpenTelemetry's own API goes the same way, unless the process has a
 * logger provider already.
 */
export function createOtlpTransport(
  options: OtlpLogsOptions,
  deliveries: DeliveryRegistry,
): OtlpLogTransport {
  const sink = new OtlpLogsSink(options, deliveries);
  logs.setGlobalLoggerProvider(
    new LoggerProvider({
      resource: processResource(),
      processors: [new RedactedLogsProcessor(sink)],
    }),
  );
  return new OtlpLogTransport(sink);
}
