import { textOf } from '../field.js';

/** What vendors tell of one request, in the order in which it is shown. */
export const FACTS = [
  'trace id',
  'span id',
  'route',
  'method',
  'method as sent',
  'status',
  'start, µs',
  'duration, µs',
  'exception',
  'client',
  'host',
  'path',
  'query',
  'user agent',
] as const;

export type FactName = (typeof FACTS)[number];

/**
 * One vendor's view of a request, its own spellings and units taken off. A vendor that has no place for a fact has no such
 * key; `undefined` says that there is none.
 */
export type Facts = Readonly<Partial<Record<FactName, unknown>>>;

/** A trace id in W3C's spelling, whichever it came in; anything else as it is. */
export function w3cTraceId(spelled: unknown): unknown {
  const [, time, rest] =
    typeof spelled === 'string'
      ? (/^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(spelled) ?? [])
      : [];
  return time === undefined || rest === undefined ? spelled : time + rest;
}

/** An exception as one text; undefined where there is none. */
export function exceptionText(
  type: unknown,
  message: unknown,
): string | undefined {
  return type === undefined ? undefined : `${textOf(type)}: ${textOf(message)}`;
}

/** The parts of an absolute URL, or of a path; a host that is not told is undefined. */
export function urlFacts(url: string): Facts {
  const [, host, rest = ''] =
    /^(?:https?:\/\/([^/?]*))?(.*)$/is.exec(url) ?? [];
  const mark = rest.indexOf('?');
  return {
    host,
    path: mark < 0 ? rest : rest.slice(0, mark),
    query: mark < 0 ? undefined : rest.slice(mark + 1),
  };
}
