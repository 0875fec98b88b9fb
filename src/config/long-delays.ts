import type { ConfigProblem } from './config-problem.js';
import type { Config } from './config.js';

/** A delay of the stop that would leave requests in flight next to nothing of its time. */
export function longDelays({ operation }: Config): ConfigProblem[] {
  const { shutdownDelayMs, shutdownTimeoutMs } = operation;
  return shutdownDelayMs <= shutdownTimeoutMs / 2
    ? []
    : [
        {
          variable: 'SHUTDOWN_DELAY_MS',
          problem: `"${shutdownDelayMs}" is more than half of SHUTDOWN_TIMEOUT_MS, which is ${shutdownTimeoutMs}`,
          remedy: `set SHUTDOWN_TIMEOUT_MS to at least ${shutdownDelayMs * 2}, or SHUTDOWN_DELAY_MS to less`,
        },
      ];
}
