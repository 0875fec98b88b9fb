import { redactUrl, redactValue } from '../../redaction/index.js';

/** Parameters of one kind that are kept. */
const MAX_ENTRIES = 50;
/** How much of a body is kept: enough to see what was asked for, little enough to send with every error. */
const BODY_LIMITS = {
  maxDepth: 6,
  maxEntries: 50,
  maxTotalEntries: 500,
  maxStringLength: 2048,
  maxTotalLength: 16_384,
};

/** Named values of a request, as copies without secrets and, unless asked for, without what users are called and write. */
export type RequestParameters = Readonly<Record<string, unknown>>;

/** The parameters of a route, each redacted as the segment of the path that it is. Undefined where there are none. */
export function routeParameters(
  params: unknown,
): RequestParameters | undefined {
  return typeof params === 'object' && params !== null
    ? parameters(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === 'string' ? redactUrl(`/${value}`).slice(1) : value,
        ]),
      )
    : undefined;
}

/**
 * The parameters of a query; of one that is given more than once, all values in their order. Undefined where there are none.
 *
 * @param path path and query, secrets redacted
 */
export function queryParameters(path: string): RequestParameters | undefined {
  const mark = path.indexOf('?');
  if (mark < 0) {
    return undefined;
  }
  const values = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(path.slice(mark + 1))) {
    const before = values.get(name);
    if (before !== undefined || values.size < MAX_ENTRIES) {
      values.set(name, before === undefined ? value : [before, value].flat());
    }
  }
  return parameters([...values]);
}

/** A body as Fastify parsed it, as a copy without secrets, cut to 16 Ki characters. Undefined where there is none. */
export function bodyData(body: unknown): unknown {
  return body === undefined || body === null
    ? undefined
    : redactValue(body, BODY_LIMITS);
}

function parameters(
  entries: readonly (readonly [string, unknown])[],
): RequestParameters | undefined {
  const kept = entries.slice(0, MAX_ENTRIES);
  const copy = redactValue(Object.fromEntries(kept));
  return kept.length > 0 && typeof copy === 'object' && copy !== null
    ? Object.fromEntries(Object.entries(copy))
    : undefined;
}
