import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  WINSTON_MODULE_NEST_PROVIDER,
  WINSTON_MODULE_PROVIDER,
} from 'nest-winston';
import type { Logger } from 'winston';
import { DeliveryRegistry } from '../delivery/index.js';
import { AccessLog } from './access-log.service.js';
import { AppLogger } from './app-logger.service.js';
import { levelsOf, LogLevels } from './levels/log-levels.js';
import { JsonLine } from './line/json-line.js';
import {
  LOGGING_OPTIONS,
  LoggingModuleClass,
} from './logging.module-definition.js';
import type { LoggingModuleOptions } from './logging.options.js';
import { writerFor } from './output/writer-for.js';
import { createLogger } from './start-logging.js';
import type { LoggerParts } from './started-logging.js';

const LOGGER_PARTS = Symbol('LoggerParts');

/** Time that standard output's reader has to take the last lines when the application stops, in milliseconds. */
const STDOUT_DEADLINE_MS = 2000;

/**
 * Nest's logger over winston, to standard output and CloudWatch Logs, and the access line of every response.
 * nest-winston's own tokens give winston's logger and Nest's to whoever injects them.
 */
@Module({
  providers: [
    {
      provide: LOGGER_PARTS,
      inject: [LOGGING_OPTIONS, DeliveryRegistry],
      useFactory: (
        options: LoggingModuleOptions,
        deliveries: DeliveryRegistry,
      ): LoggerParts | Promise<LoggerParts> =>
        options.started ?? createLogger(options, deliveries),
    },
    {
      provide: JsonLine,
      inject: [LOGGER_PARTS],
      useFactory: ({ json }: LoggerParts) => json,
    },
    {
      provide: WINSTON_MODULE_PROVIDER,
      inject: [LOGGER_PARTS],
      useFactory: ({ winston }: LoggerParts): Logger => winston,
    },
    {
      provide: LogLevels,
      inject: [WINSTON_MODULE_PROVIDER],
      useFactory: levelsOf,
    },
    AppLogger,
    { provide: WINSTON_MODULE_NEST_PROVIDER, useExisting: AppLogger },
    AccessLog,
  ],
  exports: [
    AppLogger,
    LogLevels,
    WINSTON_MODULE_PROVIDER,
    WINSTON_MODULE_NEST_PROVIDER,
  ],
})
export class LoggingModule
  extends LoggingModuleClass
  implements OnApplicationShutdown
{
  constructor(
    @Inject(LOGGING_OPTIONS) private readonly options: LoggingModuleOptions,
  ) {
    super();
  }

  async onApplicationShutdown(): Promise<void> {
    await writerFor(this.options.destination ?? process.stdout).flush(
      STDOUT_DEADLINE_MS,
    );
  }
}
