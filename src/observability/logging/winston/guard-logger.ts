import type { Logger } from 'winston';
import { isLogLevel, LOG_LEVELS } from '../record/log-level.js';
import { plainInfo } from './plain-info.js';
import { LEVEL, type WinstonInfo } from './winston-info.js';

/**
 * Lets nothing that is logged on winston's logger directly throw into the application or be changed: winston's own methods
 * write `level` on the object that they are given, which a frozen one answers with an exception. Their arguments mean what
 * they mean there; `child` loggers inherit it.
 */
export function guardLogger(logger: Logger): void {
  replace(logger, 'log', (...args) => infoOfLog(args));
  for (const level of LOG_LEVELS) {
    replace(logger, level, (...args) =>
      args.length > 1
        ? infoOf(level, args)
        : withLevel(plainInfo(args[0]), level),
    );
  }
}

function replace(
  logger: Logger,
  method: string,
  toInfo: (...args: unknown[]) => WinstonInfo,
): void {
  Object.defineProperty(logger, method, {
    configurable: true,
    writable: true,
    value: function (this: Logger | undefined, ...args: unknown[]): Logger {
      const self = this ?? logger;
      try {
        self.write({ ...self.defaultMeta, ...toInfo(...args) });
      } catch (error) {
        process.emitWarning(
          `A log line could not be written: ${String(error)}`,
          'TelemetryWarning',
        );
      }
      return self;
    },
  });
}

/** `log(info)`, `log(level, message)`, `log(level, message, meta)`. */
function infoOfLog(args: readonly unknown[]): WinstonInfo {
  const [first, ...rest] = args;
  if (args.length > 1) {
    return infoOf(first, rest);
  }
  const info = plainInfo(first);
  return withLevel(info, info['level']);
}

function infoOf(
  level: unknown,
  [message, meta]: readonly unknown[],
): WinstonInfo {
  if (typeof meta !== 'object' || meta === null) {
    return withLevel(
      typeof message === 'object' ? plainInfo(message) : { message },
      level,
    );
  }
  const { message: further, ...fields } = plainInfo(meta);
  const said = typeof further === 'string' ? ` ${further}` : '';
  return withLevel(
    {
      ...fields,
      ...(further !== undefined && said === '' ? { error: further } : {}),
      message: typeof message === 'string' ? message + said : message,
    },
    level,
  );
}

function withLevel(
  info: { [key: string]: unknown; message?: unknown },
  given: unknown,
): WinstonInfo {
  const level = isLogLevel(given) ? given : 'info';
  return { ...info, message: info.message, level, [LEVEL]: level };
}
