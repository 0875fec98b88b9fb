import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import {
  WINSTON_MODULE_NEST_PROVIDER,
  WINSTON_MODULE_PROVIDER,
} from 'nest-winston';
import type { Logger } from 'winston';
import { DeliveryRegistry } from '../delivery/index.js';
import { AccessLog } from './access-log.service.js';
import { AppLogger } from './app-logger.service.js';
import { JsonLine } from './line/json-line.js';
import {
  LOGGING_OPTIONS,
  LoggingModuleClass,
} from './logging.module-definition.js';
import type { LoggingModuleOptions } from './logging.options.js';
import { writerFor } from './output/writer-for.js';
import { createWinston } from './winston/create-winston.js';
import { createTransports } from './winston/create-transports.js';

/** Time that standard output's reader has to take the last lines when the application stops, in milliseconds. */
const STDOUT_DEADLINE_MS = 2000;

/**
 * Nest's logger over winston, to standard output and CloudWatch Logs, and the access line of every response.
 * nest-winston's own tokens give winston's logger and Nest's to whoever injects them.
 */
@Module({
  providers: [
    {
      provide: JsonLine,
      inject: [LOGGING_OPTIONS],
      useFactory: ({ service }: LoggingModuleOptions) => new JsonLine(service),
    },
    {
      provide: WINSTON_MODULE_PROVIDER,
      inject: [LOGGING_OPTIONS, JsonLine, DeliveryRegistry],
      useFactory: async (
        options: LoggingModuleOptions,
        json: JsonLine,
        deliveries: DeliveryRegistry,
      ): Promise<Logger> =>
        createWinston(
          options.level,
          json,
          await createTransports(options, deliveries),
        ),
    },
    AppLogger,
    { provide: WINSTON_MODULE_NEST_PROVIDER, useExisting: AppLogger },
    AccessLog,
  ],
  exports: [AppLogger, WINSTON_MODULE_PROVIDER, WINSTON_MODULE_NEST_PROVIDER],
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
