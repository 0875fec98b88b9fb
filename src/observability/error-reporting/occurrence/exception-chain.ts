import { cutText, redactText } from '../../redaction/index.js';
import { thrownText } from '../../request/index.js';
import { isError, readProperty } from './read-property.js';
import { stackLines } from './stack-lines.js';

/** One exception of a chain, redacted and bounded. */
export interface ExceptionFacts {
  /** The error's name; `null`, `string` … for what is thrown without being an error. */
  readonly className: string;
  readonly message: string;
  /** What Node, PostgreSQL and others tell errors of one class apart by: `ECONNREFUSED`, `23505`. */
  readonly code?: string;
  /** Lines of V8's stack, innermost call first; empty where there is none. */
  readonly stack: readonly string[];
}

/** Exceptions of one chain that are kept: the first, its causes, and the members of an AggregateError. */
const MAX_EXCEPTIONS = 10;
/** Characters of one message. */
export const MAX_MESSAGE_LENGTH = 16_384;
const MAX_CLASS_LENGTH = 255;
const CODE = /^[A-Z0-9][A-Z0-9_]{1,39}$/;

/**
 * An error and what caused it, outermost first; of an AggregateError its members too. Ends at a cycle, and after ten.
 * Never throws, for anything that can be thrown: errors with getters that throw, revoked proxies, null.
 */
export function exceptionsOf(error: unknown): readonly unknown[] {
  const seen = new Set<unknown>();
  const exceptions: unknown[] = [];
  const pending: unknown[] = [error];
  while (pending.length > 0 && exceptions.length < MAX_EXCEPTIONS) {
    const next = pending.shift();
    if (!isObject(next)) {
      exceptions.push(next);
    } else if (!seen.has(next)) {
      seen.add(next);
      exceptions.push(next);
      pending.unshift(...causesOf(next));
    }
  }
  return exceptions;
}

/** The same as copies, redacted and bounded. Never throws. */
export function exceptionChain(error: unknown): readonly ExceptionFacts[] {
  return exceptionsOf(error).map((exception) => {
    if (!isErrorObject(exception)) {
      return { ...headingOfValue(exception), stack: [] };
    }
    const message = messageOf(exception);
    const code = readProperty(exception, 'code');
    return {
      ...headingOfError(exception, message),
      ...(typeof code === 'string' && CODE.test(code) ? { code } : {}),
      stack: stackLines(exception, message),
    };
  });
}

type ExceptionHeading = Pick<ExceptionFacts, 'className' | 'message'>;

/** What was thrown without the stack, which V8 does not write before it is read. Never throws. */
export function exceptionHeading(error: unknown): ExceptionHeading {
  return isErrorObject(error)
    ? headingOfError(error, messageOf(error))
    : headingOfValue(error);
}

function headingOfError(error: object, message: string): ExceptionHeading {
  const name = readProperty(error, 'name');
  return {
    className: classNameOf(
      typeof name === 'string' && name !== '' ? name : 'Error',
    ),
    message: redactText(message, MAX_MESSAGE_LENGTH),
  };
}

function headingOfValue(value: unknown): ExceptionHeading {
  return {
    className: value === null ? 'null' : typeof value,
    message: redactText(thrownText(value), MAX_MESSAGE_LENGTH),
  };
}

function messageOf(error: object): string {
  const message = readProperty(error, 'message');
  return typeof message === 'string' ? message : '';
}

function classNameOf(name: string): string {
  return cutText(redactText(name, MAX_CLASS_LENGTH), MAX_CLASS_LENGTH);
}

function causesOf(error: object): readonly unknown[] {
  const cause = readProperty(error, 'cause');
  const members = readProperty(error, 'errors');
  return [
    ...(cause === undefined || cause === null ? [] : [cause]),
    ...firstOf(members).filter((member) => isError(member)),
  ];
}

/** The first members of a list; none of one that can't be read. */
function firstOf(list: unknown): readonly unknown[] {
  try {
    return Array.isArray(list)
      ? Array.prototype.slice.call(list, 0, MAX_EXCEPTIONS)
      : [];
  } catch {
    return [];
  }
}

function isErrorObject(value: unknown): value is object {
  return isObject(value) && isError(value);
}

function isObject(value: unknown): value is object {
  return (
    (typeof value === 'object' && value !== null) || typeof value === 'function'
  );
}
