import type { LoggerService } from '@nestjs/common';
import type { AppLogger } from './app-logger.service.js';

/**
 * Nest's logger while an application is made and begins to listen: the given one, without Nest's own reports of the exception
 * that ends the start. Whoever starts the application gets that exception, and tells it once.
 */
export function loggerOfStart(logger: AppLogger): LoggerService {
  return {
    log: logger.log.bind(logger),
    warn: logger.warn.bind(logger),
    debug: logger.debug.bind(logger),
    verbose: logger.verbose.bind(logger),
    fatal: logger.fatal.bind(logger),
    error: (message: unknown, ...params: unknown[]) => {
      if (!isOwnReport(message, params.at(-1))) {
        logger.error(message, ...params);
      }
    },
  };
}

/** What Nest says of an exception before it hands it on. Source: Nest, `ExceptionHandler.handle` and `NestApplication.listen`. */
function isOwnReport(message: unknown, context: unknown): boolean {
  return (
    context === 'ExceptionHandler' ||
    (context === 'NestApplication' &&
      typeof message === 'string' &&
      message.startsWith('Error: listen '))
  );
}
