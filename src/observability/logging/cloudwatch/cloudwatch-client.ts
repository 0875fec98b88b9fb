import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchOptions } from '../logging.options.js';
import { HttpPostHandler } from './http-post.handler.js';

/** The AWS SDK's client, without retries or timers of its own: the delivery queue limits an attempt and repeats it. */
export function createCloudWatchClient({
  region,
  endpoint,
  credentials,
}: CloudWatchOptions): CloudWatchLogs {
  return new CloudWatchLogs({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials: { ...credentials } }),
    maxAttempts: 1,
    requestHandler: new HttpPostHandler(),
  });
}
