import { RETENTION_DAYS } from '../formats/retention-days.js';
import type { VariableFacts } from '../variable-facts.js';

/** Log lines and CloudWatch Logs. */
export const loggingVariables = {
  LOG_LEVEL: {
    default: 'info',
    format: 'fatal, error, warn, info (or log), debug or verbose',
    description:
      'The least severe level written, in Nest’s order; `verbose` writes everything.',
  },
  LOG_LEVELS: {
    format:
      'Context=level,Context=level; a context is the name given to Nest’s `Logger`, `*` in it stands for any text',
    description:
      'Levels of contexts, which go before `LOG_LEVEL`: `Database=debug,Router*=warn`. Access lines are written whatever the level.',
  },
  LOG_CAPTURE: {
    default: 'console,warnings',
    format: 'none, or some of console, warnings',
    description:
      'What of the process’s own output becomes log lines: what is written by `console`, and Node’s warnings.',
  },
  CLOUDWATCH_LOG_GROUP: {
    format: 'a name of at most 512 letters, digits and any of `. - _ / #`',
    description: 'Turns CloudWatch Logs on: the log group. Needs a region.',
  },
  CLOUDWATCH_LOG_STREAM: {
    computedDefault: '`<host name>-<process id>`',
    format: 'a name of at most 512 characters without `:` and `*`',
    description: 'The log stream. Two processes should not share one.',
  },
  CLOUDWATCH_LOG_RETENTION_DAYS: {
    format: `days, one of ${RETENTION_DAYS.join(', ')}`,
    description:
      'How long the group keeps its lines, set where it has no time of its own. Unset: for ever.',
  },
  CLOUDWATCH_LOG_TAGS: {
    format: 'key=value,key=value, percent-encoded',
    description: 'Tags of the group, set where it does not have them yet.',
  },
  AWS_REGION: {
    format: 'an AWS region, for example us-east-1',
    description: 'The region of CloudWatch Logs. Alone it turns nothing on.',
  },
  AWS_DEFAULT_REGION: {
    format: 'an AWS region, for example us-east-1',
    description: 'The same, used when `AWS_REGION` is unset.',
  },
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: {
    computedDefault: 'the endpoint of the region',
    format: 'an http:// or https:// URL',
    description: 'Another endpoint of CloudWatch Logs, a VPC’s for example.',
  },
} as const satisfies Record<string, VariableFacts>;
