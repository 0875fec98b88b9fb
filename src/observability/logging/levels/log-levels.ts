import { context as otelContext, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Logger } from 'winston';
import {
  isLogLevel,
  LOG_LEVELS,
  type LogLevel,
  WINSTON_LEVELS,
} from '../record/log-level.js';
import { currentOrigin } from '../record/log-origin.js';
import { toInfo } from '../winston/winston-info.js';
import { ContextLevels, type LevelsByContext } from './context-levels.js';

/** Context of the line that tells of a change. */
const CHANGE_CONTEXT = 'Logger';

/** What a change sets; what it leaves out is as it was configured. */
export interface LevelChange {
  /** The least severe level written. */
  readonly level?: LogLevel | undefined;
  /** Levels of contexts, beside the configured ones. */
  readonly contexts?: LevelsByContext | undefined;
  /** Time after which it is as it was before, in milliseconds. @default until the next change */
  readonly forMs?: number | undefined;
}

/** The levels in force. */
export interface LevelsInForce {
  readonly level: LogLevel;
  readonly contexts: LevelsByContext;
  /** When a change ends by itself, in milliseconds since the epoch. */
  readonly until?: number;
}

/** What counted before a change. */
interface Saved {
  level: LogLevel;
  readonly contexts: ContextLevels;
  only: ReadonlySet<LogLevel> | undefined;
}

interface Change {
  readonly level: LogLevel;
  readonly saved: Saved;
  readonly until: number | undefined;
  readonly timer: NodeJS.Timeout | undefined;
}

/**
 * Decides which lines are written: one level for all, which is winston's own `level` and stays it whoever sets it, levels of
 * contexts that go before it, and one change at a time, by a signal or an operator, that can be taken back.
 */
export class LogLevels {
  private contexts: ContextLevels;
  private only: ReadonlySet<LogLevel> | undefined;
  private change: Change | undefined;

  constructor(
    private readonly winston: Logger,
    configured: LevelsByContext = {},
  ) {
    this.contexts = new ContextLevels(configured);
  }

  /** Whether no context has a level of its own. */
  get isUniform(): boolean {
    return this.contexts.isEmpty;
  }

  /** Whether a line is written; ask before making a costly one. */
  isEnabled(level: LogLevel, context?: string): boolean {
    const ofContext = this.contexts.of(context);
    return ofContext === undefined
      ? (this.only?.has(level) ?? this.winston.isLevelEnabled(level))
      : WINSTON_LEVELS[level] <= WINSTON_LEVELS[ofContext];
  }

  /** The level by which transports judge a line that is written: winston's where only its context's level lets it through. */
  deciding(level: LogLevel, context: string | undefined): LogLevel {
    const common = this.level;
    return this.contexts.of(context) !== undefined &&
      WINSTON_LEVELS[level] > WINSTON_LEVELS[common]
      ? common
      : level;
  }

  /** Sets the level from the program; a change that is in force ends in it. */
  set(level: LogLevel, only?: ReadonlySet<LogLevel>): void {
    this.only = only;
    this.winston.level = level;
    if (this.change !== undefined) {
      this.change.saved.level = level;
      this.change.saved.only = only;
    }
  }

  read(): LevelsInForce {
    const until = this.change?.until;
    return {
      level: this.level,
      contexts: this.contexts.rules,
      ...(until === undefined ? {} : { until }),
    };
  }

  /**
   * Puts a change in force, in place of one that is.
   *
   * @param by who asked for it, for the line that tells of it
   */
  apply({ level, contexts, forMs }: LevelChange, by: string): void {
    const before = this.described();
    this.takeBack();
    const saved: Saved = {
      level: this.level,
      contexts: this.contexts,
      only: this.only,
    };
    if (contexts !== undefined) {
      this.contexts = new ContextLevels({
        ...saved.contexts.rules,
        ...contexts,
      });
    }
    if (level !== undefined) {
      this.only = undefined;
      this.winston.level = level;
    }
    this.change = {
      level: this.level,
      saved,
      until: forMs === undefined ? undefined : Date.now() + forMs,
      timer: forMs === undefined ? undefined : this.endIn(forMs),
    };
    this.tell(before, by);
  }

  /** Takes a change back. */
  restore(by: string): void {
    const before = this.described();
    this.takeBack();
    this.tell(before, by);
  }

  /** Changes to `debug`, where less is written, or takes back what changed. */
  toggle(by: string): void {
    if (this.change === undefined) {
      const isVerbose = WINSTON_LEVELS[this.level] > WINSTON_LEVELS.debug;
      this.apply({ level: isVerbose ? this.level : 'debug' }, by);
    } else {
      this.restore(by);
    }
  }

  private get level(): LogLevel {
    const { level } = this.winston;
    return isLogLevel(level) ? level : 'info';
  }

  private takeBack(): void {
    const { change } = this;
    if (change === undefined) {
      return;
    }
    this.change = undefined;
    clearTimeout(change.timer);
    this.contexts = change.saved.contexts;
    // A level that somebody set on winston in the meantime stays.
    if (this.winston.level === change.level) {
      this.winston.level = change.saved.level;
      this.only = change.saved.only;
    }
  }

  private endIn(ms: number): NodeJS.Timeout {
    // The line that tells of the end is no part of the request that asked for the change.
    return otelContext.with(ROOT_CONTEXT, () =>
      setTimeout(() => {
        this.restore('its time is over');
      }, ms).unref(),
    );
  }

  private described(): string {
    const { level, contexts } = this.read();
    return [
      level,
      ...Object.entries(contexts).map(([name, its]) => `${name}=${its}`),
    ].join(', ');
  }

  /** Writes one line about a change, whatever the level. */
  private tell(before: string, by: string): void {
    const now = this.described();
    const { level, contexts, until } = this.read();
    if (now === before && until === undefined) {
      return;
    }
    const end =
      until === undefined ? '' : ` until ${new Date(until).toISOString()}`;
    this.winston.write(
      toInfo(
        {
          timestamp: Date.now(),
          level: 'info',
          message: `Log level ${now}${end}, was ${before}: ${by}`,
          context: CHANGE_CONTEXT,
          ...currentOrigin(),
          fields: { log_level: level, log_levels: contexts },
          error: undefined,
          told: TOLD,
        },
        'fatal',
      ),
    );
  }
}

const TOLD: ReadonlySet<string> = new Set(['log_level', 'log_levels']);

const levelsOfLoggers = new WeakMap<Logger, LogLevels>();

/** The one that decides for a logger of winston's. */
export function levelsOf(winston: Logger): LogLevels {
  const known = levelsOfLoggers.get(winston);
  if (known !== undefined) {
    return known;
  }
  const levels = new LogLevels(winston);
  levelsOfLoggers.set(winston, levels);
  return levels;
}

/** Sets the levels of contexts of a logger, once, when it is made. */
export function configureLevels(
  winston: Logger,
  contexts: LevelsByContext | undefined,
): LogLevels {
  const levels = new LogLevels(winston, contexts);
  levelsOfLoggers.set(winston, levels);
  return levels;
}

/** The least severe of some levels: all that winston knows of them. */
export function leastSevere(levels: ReadonlySet<LogLevel>): LogLevel {
  return LOG_LEVELS.findLast((level) => levels.has(level)) ?? 'fatal';
}
