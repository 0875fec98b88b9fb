import type { Logger } from 'winston';
import type { LogLevels } from '../levels/log-levels.js';
import { loggerTrouble } from '../output/logger-trouble.js';
import { isLogLevel, LOG_LEVELS } from '../record/log-level.js';
import { plainInfo } from './plain-info.js';
import { LEVEL, type WinstonInfo } from './winston-info.js';

/**
 * Lets nothing that is logged on winston's logger directly throw into the application or be changed: winston's own methods
 * write `level` on the object that they are given, which a frozen one answers with an exception. Their arguments mean what
 * they mean there; `child` loggers inherit it. What `levels` does not let through is not written.
 */
export function guardLogger(logger: Logger, levels: LogLevels): void {
  replace(logger, levels, 'log', (...args) => infoOfLog(args));
  for (const level of LOG_LEVELS) {
    replace(logger, levels, level, (...args) =>
      args.length > 1
        ? infoOf(level, args)
        : withLevel(plainInfo(args[0]), level),
    );
  }
  nameMetaOfChildren(logger);
}

/** winston adds a child's fields where it is written, which is too late for the level of a context among them. */
function nameMetaOfChildren(logger: Logger): void {
  const makeChild: unknown = Reflect.get(logger, 'child');
  if (typeof makeChild !== 'function') {
    return;
  }
  Object.defineProperty(logger, 'child', {
    configurable: true,
    writable: true,
    value: function (this: Logger | undefined, meta: object): Logger {
      const self = this ?? logger;
      const made: Logger = Reflect.apply(makeChild, self, [meta]);
      made.defaultMeta = { ...self.defaultMeta, ...meta };
      return made;
    },
  });
}

function replace(
  logger: Logger,
  levels: LogLevels,
  method: string,
  toInfo: (...args: unknown[]) => WinstonInfo,
): void {
  Object.defineProperty(logger, method, {
    configurable: true,
    writable: true,
    value: function (this: Logger | undefined, ...args: unknown[]): Logger {
      const self = this ?? logger;
      try {
        writeTo(self, levels, { ...self.defaultMeta, ...toInfo(...args) });
      } catch (error) {
        loggerTrouble(`a log line could not be written: ${String(error)}`);
      }
      return self;
    },
  });
}

function writeTo(logger: Logger, levels: LogLevels, info: WinstonInfo): void {
  const level = isLogLevel(info.level) ? info.level : 'info';
  const given = info['context'];
  const context = typeof given === 'string' ? given : undefined;
  if (levels.isEnabled(level, context)) {
    info[LEVEL] = levels.deciding(level, context);
    logger.write(info);
  }
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
