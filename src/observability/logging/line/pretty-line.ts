import { isJsonObject, type JsonValue } from '../record/json-value.js';
import type { LogLevel } from '../record/log-level.js';
import type { LogRecord } from '../record/log-record.js';

/** SGR codes of ECMA-48. */
const COLOURS: Readonly<Record<LogLevel, string>> = {
  fatal: '1;31',
  error: '31',
  warn: '33',
  info: '32',
  debug: '35',
  verbose: '36',
};
const DIM = '2';
const YELLOW = '33';

/**
 * Characters of the column of contexts, brackets included: room for `[RoutesResolver]` and most classes' names. A longer context
 * is cut, so that messages stand below each other.
 */
const CONTEXT_COLUMN = 22;

/** Characters of one field's value that a terminal is shown. */
const MAX_VALUE = 200;

/** Digits of a trace id that are shown: enough to search by, short enough to read. */
const TRACE_DIGITS = 8;

/**
 * Writes a record for a person at a terminal: time, level, context, message, fields, trace; a stack on lines of its own. The
 * first three are columns.
 */
export class PrettyLine {
  /** @param coloured whether to use ANSI colours */
  constructor(private readonly coloured: boolean) {}

  encode(record: LogRecord): string {
    const { level, context, identity, error } = record;
    const parts = [
      this.paint(DIM, timeOfDay(record.timestamp)),
      this.paint(COLOURS[level], level.toUpperCase().padEnd(7)),
      this.paint(YELLOW, contextColumn(context)),
    ];
    if (record.message !== '') {
      parts.push(indentRest(printable(record.message)));
    }
    const fields = fieldsOf(record);
    if (fields !== '') {
      parts.push(this.paint(DIM, fields));
    }
    if (identity !== undefined) {
      parts.push(
        this.paint(DIM, `trace=${identity.trace_id.slice(0, TRACE_DIGITS)}`),
      );
    }
    const stacks = record.brief === true ? '' : this.stacks(error, '');
    return parts.join(' ').trimEnd() + stacks;
  }

  private stacks(error: JsonValue | undefined, label: string): string {
    if (!isJsonObject(error)) {
      return error === undefined ? '' : `\n${indent(label + text(error))}`;
    }
    const { stack, type, message, cause, errors } = error;
    const own =
      typeof stack === 'string'
        ? stack
        : `${text(type ?? 'Error')}: ${text(message ?? '')}`;
    const nested = Array.isArray(errors)
      ? errors.map((one: JsonValue) => this.stacks(one, 'one of: ')).join('')
      : '';
    return (
      `\n${this.paint(DIM, indent(printable(label + own)))}` +
      this.stacks(cause, 'caused by: ') +
      nested
    );
  }

  private paint(code: string, painted: string): string {
    return this.coloured ? `\u001B[${code}m${painted}\u001B[0m` : painted;
  }
}

function contextColumn(context: string | undefined): string {
  if (context === undefined) {
    return ' '.repeat(CONTEXT_COLUMN);
  }
  const shown = oneLine(context);
  const room = CONTEXT_COLUMN - 2;
  const fitted = shown.length > room ? `${shown.slice(0, room - 1)}…` : shown;
  return `[${fitted}]`.padEnd(CONTEXT_COLUMN);
}

/** Local time, HH:MM:SS.mmm. */
function timeOfDay(timestamp: number): string {
  const date = new Date(timestamp);
  const seconds = [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function fieldsOf({ fields, told }: LogRecord): string {
  return Object.entries(fields)
    .filter(([key]) => told?.has(key) !== true)
    .map(([key, value]) => `${oneLine(key)}=${short(oneLine(text(value)))}`)
    .join(' ');
}

function text(value: JsonValue): string {
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}

function short(value: string): string {
  return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
}

function indent(lines: string): string {
  return `  ${indentRest(lines)}`;
}

/** Sets further lines in, where no record begins: nobody's text can pass for a line of its own. */
function indentRest(lines: string): string {
  return lines.replaceAll('\n', '\n  ');
}

function oneLine(value: string): string {
  return printable(value).replaceAll('\n', '\\n');
}

/**
 * Control characters but for tab and line feed, line and paragraph separators, and what turns the direction of writing:
 * whoever can send text into a log must not move the terminal's cursor, nor change the order of what is read.
 */
const CONTROL = /(?![\t\n])\p{Cc}|[\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

function printable(value: string): string {
  return value.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, '0')}`;
  });
}
