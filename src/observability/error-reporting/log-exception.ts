import { Logger } from '@nestjs/common';
import {
  exceptionChain,
  exceptionHeading,
} from './occurrence/exception-chain.js';

const logger = new Logger('Exceptions');

/** Characters of a heading inside the stack. */
const MAX_HEADING_LENGTH = 500;

/**
 * Writes an exception to the application's log: its message and, but for a warning, its stack and those of its causes. Never
 * throws.
 *
 * @param level `fatal` for what the process does not survive, `warn` for what is expected
 * @param uuid of the occurrence in Rollbar: `rollbar_uuid` of the line
 */
export function logException(
  exception: unknown,
  level: 'warn' | 'error' | 'fatal' = 'error',
  uuid?: string,
): void {
  try {
    const details = uuid === undefined ? [] : [{ rollbar_uuid: uuid }];
    if (level === 'warn') {
      const { className, message } = exceptionHeading(exception);
      logger.warn(`${className}: ${message}`, ...details);
      return;
    }
    const chain = exceptionChain(exception);
    const [first] = chain;
    const stack = chain
      .map(({ className, message, stack: lines }, index) =>
        [
          `${index === 0 ? '' : 'Caused by: '}${className}: ${heading(message)}`,
          ...lines,
        ].join('\n'),
      )
      .join('\n');
    logger[level](
      first === undefined ? 'Unknown' : `${first.className}: ${first.message}`,
      ...details,
      ...(first === undefined || first.stack.length === 0 ? [] : [stack]),
    );
  } catch {
    // A logger that fails must not fail the answer too.
  }
}

function heading(message: string): string {
  return message.slice(0, MAX_HEADING_LENGTH).replaceAll(/\s*\n\s*/g, ' ');
}
