import type { CloudWatchOptions } from '../logging.options.js';
import { createCloudWatchClient } from './cloudwatch-client.js';
import { CloudWatchTransport } from './cloudwatch.transport.js';

export function createCloudWatchTransport(
  options: CloudWatchOptions,
): CloudWatchTransport {
  return new CloudWatchTransport(createCloudWatchClient(options), options);
}
