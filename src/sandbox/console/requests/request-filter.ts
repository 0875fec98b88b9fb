import type { Vendor } from '../../store/vendor.js';
import type { RequestSummary } from '../../store/views.js';

/** Milliseconds from which a request is called slow. */
export const SLOW_MS = 500;

/** What may be wrong with a request, each a flag in the list. */
export const FLAGS = ['error', 'slow', 'violation', 'missing'] as const;
export type Flag = (typeof FLAGS)[number];

/** What requests are asked for; an empty part asks nothing. */
export interface RequestFilter {
  /** Anywhere in method, route, path, name, service, user or id, in any case. */
  readonly text: string;
  /** A status, or a class of them: `404`, `5xx`. */
  readonly status: string;
  readonly route: string;
  /** Milliseconds, at least. */
  readonly minMs: number;
  readonly user: string;
  readonly flag: string;
}

/** Reads a filter from a view's parameters. */
export function filterOf(search: URLSearchParams): RequestFilter {
  const min = Number(search.get('min') ?? '');
  return {
    text: (search.get('q') ?? '').trim().toLowerCase(),
    status: (search.get('status') ?? '').trim().toLowerCase(),
    route: search.get('route') ?? '',
    minMs: Number.isFinite(min) ? min : 0,
    user: search.get('user') ?? '',
    flag: search.get('flag') ?? '',
  };
}

/**
 * The flags of a request.
 *
 * @param heard vendors that have been heard of at all: of another nothing is missing
 * @param now milliseconds since the epoch
 */
export function flagsOf(
  request: RequestSummary,
  heard: Heard,
  now: number,
): Flag[] {
  const flags: Flag[] = [];
  if (request.error) flags.push('error');
  if ((request.durationMs ?? 0) >= SLOW_MS) flags.push('slow');
  if (request.violations > 0) flags.push('violation');
  if (missingVendors(request, heard, now).length > 0) flags.push('missing');
  return flags;
}

/** Which vendors have been heard of. */
export type Heard = Readonly<Record<Vendor, boolean>>;

/** Batches leave a sender within some seconds; before that nothing is missing. */
const PATIENCE_MS = 10_000;

/** The vendors that should have something of a request and have not. Rollbar hears of failures alone. */
export function missingVendors(
  { vendors, error, time, durationMs, source }: RequestSummary,
  heard: Heard,
  now: number,
): Vendor[] {
  // A segment without an end: the request goes on.
  if (source === 'xray' && durationMs === null) return [];
  if (now - Date.parse(time) - (durationMs ?? 0) < PATIENCE_MS) return [];
  const expected = [
    'otlp',
    'xray',
    'cloudwatch',
    ...(error ? (['rollbar'] as const) : []),
  ] as const;
  return expected.filter((vendor) => heard[vendor] && !vendors[vendor]);
}

/**
 * The requests that a filter lets through.
 *
 * @param surroundings read only when a flag is asked for, which depends on it
 */
export function filterRequests(
  requests: readonly RequestSummary[],
  filter: RequestFilter,
  surroundings: () => { readonly heard: Heard; readonly now: number },
): readonly RequestSummary[] {
  const { text, status, route, minMs, user, flag } = filter;
  if (
    [text, status, route, user, flag].every((part) => part === '') &&
    minMs <= 0
  ) {
    return requests;
  }
  const wanted = FLAGS.find((known) => known === flag);
  const hasFlag = wanted && flagTest(wanted, surroundings());
  return requests.filter(
    (request) =>
      (text === '' || textOf(request).includes(text)) &&
      (status === '' || hasStatus(request.status, status)) &&
      (route === '' || (request.route ?? '') === route) &&
      (minMs <= 0 || (request.durationMs ?? 0) >= minMs) &&
      (user === '' || request.user === user) &&
      (hasFlag === undefined || hasFlag(request)),
  );
}

function flagTest(
  flag: Flag,
  { heard, now }: { readonly heard: Heard; readonly now: number },
): (request: RequestSummary) => boolean {
  return (request) => flagsOf(request, heard, now).includes(flag);
}

function hasStatus(status: number | null, wanted: string): boolean {
  const text = String(status ?? '');
  return wanted.endsWith('xx')
    ? text.startsWith(wanted.slice(0, 1))
    : text === wanted;
}

const texts = new WeakMap<RequestSummary, string>();

/** What the text of a filter is looked for in, made once for each request. */
function textOf(request: RequestSummary): string {
  let text = texts.get(request);
  if (text === undefined) {
    const { method, route, path, name, service, user, traceId, spanId } =
      request;
    text = [method, route, path, name, service, user, traceId, spanId]
      .filter((part) => part !== null)
      .join(' ')
      .toLowerCase();
    texts.set(request, text);
  }
  return text;
}
