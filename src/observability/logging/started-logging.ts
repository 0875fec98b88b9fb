import type { Logger } from 'winston';
import type { AppLogger } from './app-logger.service.js';
import type { JsonLine } from './line/json-line.js';

/** The parts of a logger, as LoggingModule provides them. */
export interface LoggerParts {
  readonly json: JsonLine;
  readonly winston: Logger;
}

/** A logger that works before Nest does. */
export interface StartedLogging extends LoggerParts {
  readonly logger: AppLogger;
  /** Writes what waits for standard output, within `deadlineMs` milliseconds. What goes to vendors is the registry's. */
  flush(deadlineMs: number): Promise<void>;
  /** Gives `console` and the process's warnings back. */
  release(): void;
}
