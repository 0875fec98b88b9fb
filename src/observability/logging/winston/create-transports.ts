import type TransportStream from 'winston-transport';
import type { DeliveryRegistry } from '../../delivery/index.js';
import { PrettyLine } from '../line/pretty-line.js';
import type { LoggingModuleOptions } from '../logging.options.js';
import { showsColours, showsPretty } from '../output/terminal.js';
import { writerFor } from '../output/writer-for.js';
import { LineTransport } from './line.transport.js';

/**
 * The transports that the options ask for. CloudWatch's, with the AWS SDK, and OTLP's are loaded only when
 * they are among them.
 */
export async function createTransports(
  options: LoggingModuleOptions,
  deliveries: DeliveryRegistry,
): Promise<TransportStream[]> {
  const destination = options.destination ?? process.stdout;
  const format =
    options.format ??
    (showsPretty(destination, options.service.environment) ? 'pretty' : 'json');
  const lines = new LineTransport(
    writerFor(destination),
    format === 'pretty' ? new PrettyLine(showsColours(destination)) : undefined,
  );
  const transports: TransportStream[] = [lines];
  if (options.cloudWatch !== undefined) {
    const { createCloudWatchTransport } =
      await import('../cloudwatch/create-cloudwatch-transport.js');
    transports.push(createCloudWatchTransport(options.cloudWatch, deliveries));
  }
  if (options.otlp !== undefined) {
    const { createOtlpTransport } =
      await import('../otlp/create-otlp-transport.js');
    transports.push(createOtlpTransport(options.otlp, deliveries));
  }
  return transports;
}
