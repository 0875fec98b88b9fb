import type { VariableFacts } from '../variable-facts.js';

/** Log lines and CloudWatch Logs. */
export const loggingVariables = {
  LOG_LEVEL: {
    default: 'info',
    format: 'fatal, error, warn, info (or log), debug or verbose',
    description:
      'The least severe level written, in Nest’s order; `verbose` writes everything.',
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
