import {
  Inject,
  Injectable,
  type LoggerService,
  type LogLevel as NestLogLevel,
} from '@nestjs/common';
import { WINSTON_MODULE_PROVIDER, WinstonLogger } from 'nest-winston';
import type { Logger } from 'winston';
import { currentIdentity, NoTrace } from '../request/index.js';
import { parseLogArguments } from './record/log-arguments.js';
import { logContext } from './record/log-context.js';
import {
  fromNestLevel,
  LOG_LEVELS,
  type LogLevel,
} from './record/log-level.js';
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
  private levels: ReadonlySet<LogLevel> | undefined;

  constructor(
    @Inject(WINSTON_MODULE_PROVIDER) private readonly winston: Logger,
  ) {
    super(winston);
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

  /** The least severe level written, from now on. */
  setLevel(level: LogLevel): void {
    this.levels = undefined;
    this.winston.level = level;
  }

  /** Writes only these levels from now on: what Nest calls for `app.useLogger(['error', 'warn'])`. */
  setLogLevels(levels: NestLogLevel[]): void {
    const enabled = new Set(levels.map(fromNestLevel));
    this.levels = enabled;
    this.winston.level =
      LOG_LEVELS.findLast((level) => enabled.has(level)) ?? 'fatal';
  }

  /** Whether a line of this level is written; ask before making a costly one. */
  isLevelEnabled(level: LogLevel | 'log'): boolean {
    const name = fromNestLevel(level === 'info' ? 'log' : level);
    return this.levels?.has(name) ?? this.winston.isLevelEnabled(name);
  }

  private write(
    level: LogLevel,
    message: unknown,
    params: readonly unknown[],
  ): void {
    try {
      if (!this.isLevelEnabled(level)) {
        return;
      }
      const takesStack = level === 'error' || level === 'fatal';
      const parsed = parseLogArguments(message, params, takesStack);
      this.winston.write(
        toInfo({
          timestamp: Date.now(),
          level,
          message: parsed.message,
          context: parsed.context ?? this.defaultContext,
          identity: currentIdentity(),
          fields: parsed.fields,
          error: parsed.error,
        }),
      );
    } catch (error) {
      process.emitWarning(
        `A log line could not be written: ${String(error)}`,
        'TelemetryWarning',
      );
    }
  }
}
