import type { TraceIdentity } from '../../request/index.js';
import type { JsonObject, JsonValue } from './json-value.js';
import type { LogLevel } from './log-level.js';

/** One log line before it is written: everything in it is a copy, safe to keep and to turn into JSON. */
export interface LogRecord {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly level: LogLevel;
  readonly message: string;
  /** Who speaks: the name given to Nest's `Logger`. */
  readonly context: string | undefined;
  /** The trace that was active when the line was logged; undefined outside of one. */
  readonly identity: TraceIdentity | undefined;
  /** Template of the request's route; undefined outside a request, and where no route matched. */
  readonly route?: string | undefined;
  /** Whom the request is for; undefined outside a request, and while nobody is known. */
  readonly userId?: string | undefined;
  readonly fields: JsonObject;
  /** `{ type, message, stack, cause, errors, … }` as {@link JsonCopy} describes an Error. */
  readonly error: JsonValue | undefined;
  /** Fields that the message already tells; a line for a terminal leaves them out. */
  readonly told?: ReadonlySet<string>;
  /** A line for a terminal leaves the error out, as the message says enough. */
  readonly brief?: true;
}
