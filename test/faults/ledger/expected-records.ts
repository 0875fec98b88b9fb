import { FIGURES_ROUTE, type Route, ROUTES } from '../load/load.js';
import type { AppProgram } from '../process/app.js';
import { type Arrivals, type Kind, KINDS } from '../process/sandbox.js';
import type { SandboxProgram } from '../process/sandbox.js';
import { until } from '../process/until.js';

/** Requests of each route by which it is learnt what one leaves. */
const REQUESTS_EACH = 5;
const LIMIT_MS = 20_000;

/** How many records of each kind a request leaves. */
type Records = Readonly<Record<Kind, number>>;
/** The same, for every route. */
export type Expected = ReadonlyMap<Route, Records>;

/**
 * Learns from a few requests, with every vendor well, what each route leaves at every vendor.
 *
 * @throws Error when two requests of one route left different records
 */
export async function learnExpected(
  app: AppProgram,
  sandbox: SandboxProgram,
): Promise<Expected> {
  const expected = new Map<Route, Records>();
  for (const route of [...ROUTES, FIGURES_ROUTE] as const) {
    const traceIds: string[] = [];
    for (let sent = 0; sent <= REQUESTS_EACH; sent += 1) {
      const answer = await fetch(app.url + route);
      await answer.arrayBuffer();
      // The first of a process may do what later ones find done.
      if (sent > 0) traceIds.push(traceIdOf(answer));
    }
    await app.drained(LIMIT_MS);
    let last: unknown;
    const records = await until(
      `${route} leaves the same each time`,
      LIMIT_MS,
      async () => {
        const arrivals = await sandbox.arrivals();
        const each = traceIds.map((traceId) => recordsOf(arrivals, traceId));
        const item = occurrencesOfEach(arrivals, traceIds);
        last = { each, item };
        const [first] = each;
        return first &&
          first.span > 0 &&
          first.segment + first.xraySpan > 0 &&
          first.logEvent > 0 &&
          Number.isInteger(item) &&
          each.every((other) => JSON.stringify(other) === JSON.stringify(first))
          ? { ...first, item }
          : undefined;
      },
      () => last,
    );
    expected.set(route, records);
  }
  return expected;
}

function traceIdOf(answer: Response): string {
  return answer.headers.get('traceparent')?.split('-')[1] ?? '';
}

function recordsOf(arrivals: Arrivals, traceId: string): Omit<Records, 'item'> {
  const count = (kind: Kind): number =>
    arrivals[kind].find((arrival) => arrival.traceId === traceId)?.records ?? 0;
  return {
    span: count('span'),
    xraySpan: count('xraySpan'),
    segment: count('segment'),
    logEvent: count('logEvent'),
    log: count('log'),
  };
}

/** Requests that fail alike share an item, which says for how many it stands. */
function occurrencesOfEach(
  { item }: Arrivals,
  traceIds: readonly string[],
): number {
  const occurrences = item
    .filter(({ traceId }) => traceIds.includes(traceId))
    .reduce((sum, arrival) => sum + arrival.occurrences, 0);
  return occurrences / traceIds.length;
}

/** Kinds of which some route leaves something. */
export function kindsOf(expected: Expected): readonly Kind[] {
  return KINDS.filter((kind) =>
    [...expected.values()].some((records) => records[kind] > 0),
  );
}
