import { parseLogArguments } from '../record/log-arguments.js';
import { logContext } from '../record/log-context.js';
import { isLogLevel, type LogLevel } from '../record/log-level.js';
import { currentOrigin } from '../record/log-origin.js';
import type { LogRecord } from '../record/log-record.js';

/** What winston's streams carry. */
export interface WinstonInfo {
  level: string;
  message: unknown;
  [key: string | symbol]: unknown;
}

/** winston's own symbols (package `triple-beam`): the level that decides, and the finished line. */
export const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');

/** Records by the info that carries them through winston. */
const records = new WeakMap<object, LogRecord>();

/**
 * A record in winston's form: what transports and formats of others expect to find.
 *
 * @param deciding the level by which transports judge it
 */
export function toInfo(
  record: LogRecord,
  deciding: LogLevel = record.level,
): WinstonInfo {
  const info: WinstonInfo = {
    ...record.fields,
    ...record.identity,
    ...(record.route === undefined ? {} : { route: record.route }),
    ...(record.userId === undefined ? {} : { user_id: record.userId }),
    ...(record.context === undefined ? {} : { context: record.context }),
    ...(record.error === undefined ? {} : { error: record.error }),
    timestamp: new Date(record.timestamp).toISOString(),
    level: record.level,
    message: record.message,
    [LEVEL]: deciding,
  };
  records.set(info, record);
  return info;
}

/** The record of an info; made from its properties where it was logged on winston's logger directly. */
export function recordOf(info: WinstonInfo): LogRecord {
  const known = records.get(info);
  if (known !== undefined) {
    return known;
  }
  const { level, message, context, ...fields } = info;
  const parsed = parseLogArguments(message, [fields], false);
  const record: LogRecord = {
    timestamp: Date.now(),
    level: isLogLevel(level) ? level : 'info',
    message: parsed.message,
    context: typeof context === 'string' ? logContext(context) : undefined,
    ...currentOrigin(),
    fields: parsed.fields,
    error: parsed.error,
  };
  records.set(info, record);
  return record;
}

export function setLine(info: WinstonInfo, line: string): void {
  info[MESSAGE] = line;
}

export function lineOf(info: WinstonInfo): string {
  return String(info[MESSAGE]);
}
