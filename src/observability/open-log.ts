import { DeliveryRegistry } from './delivery/index.js';
import { type AppLogger, startLogging } from './logging/index.js';
import type { ObservabilityOptions } from './observability.module.js';

/** The log of a process from its start on, before there is an application. */
export interface OpenLog {
  /** The options of ObservabilityModule, which takes the log and its way to the vendors over. */
  readonly options: ObservabilityOptions;
  readonly logger: AppLogger;
  /** Delivers what was logged, for `deadlineMs` milliseconds at the most, and closes all sinks. Never rejects. */
  close(deadlineMs: number): Promise<void>;
}

/**
 * Opens the log of the process. Call it after `startTracing` and `startMetrics`.
 *
 * @throws SpoolUnusable when the spool's directory can't be written to
 */
export async function openLog(options: ObservabilityOptions): Promise<OpenLog> {
  const registry = new DeliveryRegistry(options.delivery);
  const started = await startLogging(options.logging, registry);
  return {
    options: {
      ...options,
      delivery: { ...options.delivery, registry },
      logging: { ...options.logging, started },
    },
    logger: started.logger,
    close: async (deadlineMs) => {
      // What is still at work may say more; nobody would deliver it.
      started.winston.silent = true;
      await Promise.all([
        registry.stop(deadlineMs),
        started.flush(deadlineMs).catch(() => undefined),
      ]);
    },
  };
}
