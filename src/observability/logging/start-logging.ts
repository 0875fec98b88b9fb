import { Logger } from '@nestjs/common';
import type { DeliveryRegistry } from '../delivery/index.js';
import { AppLogger } from './app-logger.service.js';
import { captureOutput } from './capture/capture-output.js';
import { JsonLine } from './line/json-line.js';
import type { LoggingModuleOptions } from './logging.options.js';
import { writerFor } from './output/writer-for.js';
import type { LoggerParts, StartedLogging } from './started-logging.js';
import { createTransports } from './winston/create-transports.js';
import { createWinston } from './winston/create-winston.js';

/**
 * Starts the process's logger, which is Nest's from then on. LoggingModule takes it over by its option `started`, so that the lines of a start, of one that
 * fails too, go where all lines go. Also takes over what `capture` names of the process's own output.
 */
export async function startLogging(
  options: LoggingModuleOptions,
  deliveries: DeliveryRegistry,
): Promise<StartedLogging> {
  const parts = await createLogger(options, deliveries);
  const logger = new AppLogger(parts.winston);
  Logger.overrideLogger(logger);
  const release = captureOutput(logger, options.capture ?? {});
  return {
    ...parts,
    logger,
    flush: async (deadlineMs) => {
      await writerFor(options.destination ?? process.stdout).flush(deadlineMs);
    },
    release,
  };
}

/** The parts of the logger that the options ask for. */
export async function createLogger(
  options: LoggingModuleOptions,
  deliveries: DeliveryRegistry,
): Promise<LoggerParts> {
  const json = new JsonLine(options.service);
  const transports = await createTransports(options, deliveries);
  return {
    json,
    winston: createWinston(options.level, json, transports, options.levels),
  };
}
