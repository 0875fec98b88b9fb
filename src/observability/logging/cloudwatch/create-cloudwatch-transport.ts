import type { DeliveryRegistry } from '../../delivery/index.js';
import type { CloudWatchOptions } from '../logging.options.js';
import { createCloudWatchClient } from './cloudwatch-client.js';
import { CloudWatchTransport } from './cloudwatch.transport.js';

export function createCloudWatchTransport(
  options: CloudWatchOptions,
  deliveries: Pick<DeliveryRegistry, 'open'>,
): CloudWatchTransport {
  const client = createCloudWatchClient(options);
  return new CloudWatchTransport(client, options, deliveries);
}
