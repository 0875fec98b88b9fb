import { hostname } from 'node:os';
import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import {
  logGroupName,
  logStreamName,
  processLogStream,
} from '../formats/cloudwatch-name.format.js';
import {
  logGroupTags,
  retentionDays,
} from '../formats/cloudwatch-group.format.js';
import { contextLevels } from '../formats/context-levels.format.js';
import { endpoint } from '../formats/url.format.js';
import { wordList } from '../formats/word-list.format.js';
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

const CAPTURED = ['console', 'warnings'] as const;

/** CloudWatch Logs. */
export interface CloudWatchConfig {
  readonly group: string;
  readonly stream: string;
  readonly region: string;
  /** Days that the group keeps its lines, where it has no time of its own. Absent: for ever. */
  readonly retentionDays?: number;
  /** Tags of the group that it does not have yet. */
  readonly tags?: Readonly<Record<string, string>>;
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
  /** Levels of contexts, which go before it; `*` in a name stands for any text. */
  readonly levels: Readonly<Record<string, LogLevel>>;
  /** What of the process's own output becomes log lines. */
  readonly capture: Readonly<Record<(typeof CAPTURED)[number], boolean>>;
  /** Where log lines go besides standard output; absent: nowhere. */
  readonly cloudWatch?: CloudWatchConfig;
}

const level = choice(LEVELS).transform((word): LogLevel =>
  word === 'log' ? 'info' : word,
);

export const loggingSchema = z.object({
  LOG_LEVEL: level.prefault(loggingVariables.LOG_LEVEL.default),
  LOG_LEVELS: contextLevels(level).optional(),
  LOG_CAPTURE: wordList(CAPTURED).prefault(
    loggingVariables.LOG_CAPTURE.default,
  ),
  CLOUDWATCH_LOG_GROUP: logGroupName.optional(),
  CLOUDWATCH_LOG_STREAM: logStreamName.optional(),
  CLOUDWATCH_LOG_RETENTION_DAYS: retentionDays.optional(),
  CLOUDWATCH_LOG_TAGS: logGroupTags.optional(),
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
    levels: env.LOG_LEVELS ?? {},
    capture: {
      console: env.LOG_CAPTURE.includes('console'),
      warnings: env.LOG_CAPTURE.includes('warnings'),
    },
    ...(group &&
      region && {
        cloudWatch: {
          group,
          stream: env.CLOUDWATCH_LOG_STREAM ?? defaultLogStream(),
          region,
          ...(env.CLOUDWATCH_LOG_RETENTION_DAYS && {
            retentionDays: env.CLOUDWATCH_LOG_RETENTION_DAYS,
          }),
          ...(env.CLOUDWATCH_LOG_TAGS && { tags: env.CLOUDWATCH_LOG_TAGS }),
          ...(customEndpoint && { endpoint: customEndpoint }),
        },
      }),
  };
}

/** The log stream used when CLOUDWATCH_LOG_STREAM is unset. */
export function defaultLogStream(): string {
  return processLogStream(hostname(), process.pid);
}
