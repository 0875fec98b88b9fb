import { hostname } from 'node:os';
import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import {
  logGroupName,
  logStreamName,
  processLogStream,
} from '../formats/cloudwatch-name.format.js';
import { endpoint } from '../formats/url.format.js';
import { Secret } from '../secret.js';
import { loggingVariables } from './logging.variables.js';

const LEVELS = [
  'fatal',
  'error',
  'warn',
  'info',
  'log',
  'debug',
  'verbose',
] as const;

/** The least severe level written. Nest's levels in Nest's order, Nest's `log` being called `info`: `verbose` writes most. */
export type LogLevel = Exclude<(typeof LEVELS)[number], 'log'>;

/** CloudWatch Logs. */
export interface CloudWatchConfig {
  readonly group: string;
  readonly stream: string;
  readonly region: string;
  /** Absent: the region's own. */
  readonly endpoint?: string;
  /** Absent: the AWS SDK's credentials chain. Set for the sandbox, which must never see real ones. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: Secret;
  };
}

/** Log lines. */
export interface LoggingConfig {
  readonly level: LogLevel;
  /** Where log lines go besides standard output; absent: nowhere. */
  readonly cloudWatch?: CloudWatchConfig;
}

export const loggingSchema = z.object({
  LOG_LEVEL: choice(LEVELS)
    .transform((level): LogLevel => (level === 'log' ? 'info' : level))
    .prefault(loggingVariables.LOG_LEVEL.default),
  CLOUDWATCH_LOG_GROUP: logGroupName.optional(),
  CLOUDWATCH_LOG_STREAM: logStreamName.optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint.optional(),
} satisfies Record<keyof typeof loggingVariables, z.ZodType>);

export function loggingConfig(
  env: z.output<typeof loggingSchema>,
): LoggingConfig {
  const group = env.CLOUDWATCH_LOG_GROUP;
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const customEndpoint = env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS;
  return {
    level: env.LOG_LEVEL,
    ...(group &&
      region && {
        cloudWatch: {
          group,
          stream: env.CLOUDWATCH_LOG_STREAM ?? defaultLogStream(),
          region,
          ...(customEndpoint && { endpoint: customEndpoint }),
        },
      }),
  };
}

/** The log stream used when CLOUDWATCH_LOG_STREAM is unset. */
export function defaultLogStream(): string {
  return processLogStream(hostname(), process.pid);
}
