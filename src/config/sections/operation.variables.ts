import type { VariableFacts } from '../variable-facts.js';

/** How the process stops, and who may look inside. */
export const operationVariables = {
  SHUTDOWN_TIMEOUT_MS: {
    default: '10000',
    format: 'milliseconds, a whole number from 100 to 600000',
    description:
      'Time for a whole stop: requests in flight have 60 % of it, telemetry what is left.',
  },
  SHUTDOWN_DELAY_MS: {
    default: '0',
    format: 'milliseconds, a whole number from 0 to 60000',
    description:
      'Part of that time in which new connections are still taken, so that a load balancer sees `/health/ready` answer 503 first. At most half of `SHUTDOWN_TIMEOUT_MS`.',
  },
  OPERATOR_TOKEN: {
    secret: true,
    format: 'a token of at least 16 characters without spaces',
    description:
      'What operators show as `Authorization: Bearer …` to read `/health/telemetry` and to change `/health/log-levels`. Unset: only callers on this machine may.',
  },
  TELEMETRY_FIGURES: {
    default: 'operators',
    format: 'operators or public',
    description: 'Who may read `/health/telemetry`.',
  },
} as const satisfies Record<string, VariableFacts>;
