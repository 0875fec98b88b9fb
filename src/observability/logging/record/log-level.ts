import type { LogLevel as NestLogLevel } from '@nestjs/common';

/** Nest's levels, most severe first; Nest's `log` is called `info`, as log consoles call it. */
export const LOG_LEVELS = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'verbose',
] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** The levels as winston wants them: a smaller number is more severe. */
export const WINSTON_LEVELS: Readonly<Record<LogLevel, number>> = {
  fatal: 0,
  error: 1,
  warn: 2,
  info: 3,
  debug: 4,
  verbose: 5,
};

export function isLogLevel(value: unknown): value is LogLevel {
  return LOG_LEVELS.some((level) => level === value);
}

export function fromNestLevel(level: NestLogLevel): LogLevel {
  return level === 'log' ? 'info' : level;
}
