import {
  Inject,
  Injectable,
  type LoggerService,
  type LogLevel as NestLogLevel,
} from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER, WinstonLogger } from 'nest-winston';
import type { Logger } from 'winston';
import { NoTrace } from '../request/index.js';
import { leastSevere, levelsOf, type LogLevels } from './levels/log-levels.js';
import { loggerTrouble } from './output/logger-trouble.js';
import { contextOf, parseLogArguments } from './record/log-arguments.js';
import { logContext } from './record/log-context.js';
import { fromNestLevel, type LogLevel } from './record/log-level.js';
import { currentOrigin } from './record/log-origin.js';
import { toInfo } from './winston/winston-info.js';

/**
 * Nest's logger over winston: `app.useLogger(app.get(AppLogger))`. Takes what Nest's own ConsoleLogger takes: several
 * arguments, the last string being the context; plain objects become fields, an Error anywhere becomes `error` with its
 * stack and causes, and `error` and `fatal` also take a stack as text. A `level` key in what is logged is a field and never
 * the level. Logging never throws.
 */
@NoTrace()
@Injectable()
export class AppLogger extends WinstonLogger implements LoggerService {
  private defaultContext: string | undefined;
  private readonly levels: LogLevels;

  constructor(
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Logger,
  ) {
    super(winston);
    this.levels = levelsOf(winston);
  }

  override log(message: unknown, ...params: unknown[]): void {
    this.write('info', message, params);
  }

  override fatal(message: unknown, ...params: unknown[]): void {
    this.write('fatal', message, params);
  }

  override error(message: unknown, ...params: unknown[]): void {
    this.write('error', message, params);
  }

  override warn(message: unknown, ...params: unknown[]): void {
    this.write('warn', message, params);
  }

  override debug(message: unknown, ...params: unknown[]): void {
    this.write('debug', message, params);
  }

  override verbose(message: unknown, ...params: unknown[]): void {
    this.write('verbose', message, params);
  }

  /** The context of lines that name none. */
  override setContext(context: string): void {
    this.defaultContext = logContext(context);
  }

  /** The least severe level written, from now on. Levels of contexts go before it. */
  setLevel(level: LogLevel): void {
    this.levels.set(level);
  }

  /** Writes only these levels from now on: what Nest calls for `app.useLogger(['error', 'warn'])`. */
  setLogLevels(levels: NestLogLevel[]): void {
    const enabled = new Set(levels.map(fromNestLevel));
    this.levels.set(leastSevere(enabled), enabled);
  }

  /** Whether a line of this level is written; ask before making a costly one. */
  isLevelEnabled(level: LogLevel | 'log', context?: string): boolean {
    return this.levels.isEnabled(
      level === 'log' ? 'info' : level,
      context ?? this.defaultContext,
    );
  }

  private write(
    level: LogLevel,
    message: unknown,
    params: readonly unknown[],
  ): void {
    try {
      const takesStack = level === 'error' || level === 'fatal';
      const ruled = this.levels.isUniform
        ? undefined
        : contextOf(params, takesStack);
      if (!this.isLevelEnabled(level, ruled)) {
        return;
      }
      const parsed = parseLogArguments(message, params, takesStack);
      this.winston.write(
        toInfo(
          {
            timestamp: Date.now(),
            level,
            message: parsed.message,
            context: parsed.context ?? this.defaultContext,
            ...currentOrigin(),
            fields: parsed.fields,
            error: parsed.error,
          },
          this.levels.deciding(level, ruled ?? this.defaultContext),
        ),
      );
    } catch (error) {
      loggerTrouble(`a log line could not be written: ${textOf(error)}`);
    }
  }
}

/** What was thrown as text, whatever it is. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'an error that has no text';
  }
}
