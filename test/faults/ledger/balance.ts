import type { Answered } from '../load/load.js';
import type { Arrivals, Kind } from '../process/sandbox.js';
import { type Expected, kindsOf } from './expected-records.js';

/** What was accepted and what arrived of one kind of record. */
export interface Balance {
  readonly accepted: number;
  readonly arrived: number;
  readonly lost: number;
  readonly duplicated: number;
}

/** Balances by kind of record. */
export type Balances = Readonly<Partial<Record<Kind, Balance>>>;

const NONE: Balance = { accepted: 0, arrived: 0, lost: 0, duplicated: 0 };

/** Compares what the answered requests must have left with what arrived, trace by trace. */
export function balance(
  requests: readonly Answered[],
  expected: Expected,
  arrivals: Arrivals,
): Balances {
  return Object.fromEntries(
    kindsOf(expected).map((kind) => {
      const found = balanceOfKind(kind, requests, expected, arrivals);
      return [kind, kind === 'item' ? withFoldedItems(found, arrivals) : found];
    }),
  );
}

/** The sum over all kinds. */
export function sumOf(balances: Balances): Balance {
  return Object.values(balances).reduce(add, NONE);
}

/** The kinds of which something was lost or came twice. */
export function offBalance(balances: Balances): Balances {
  return Object.fromEntries(
    Object.entries(balances).filter(
      ([, { lost, duplicated }]) => lost > 0 || duplicated > 0,
    ),
  );
}

function balanceOfKind(
  kind: Kind,
  requests: readonly Answered[],
  expected: Expected,
  arrivals: Arrivals,
): Balance {
  const byTrace = new Map(
    arrivals[kind].map((arrival) => [arrival.traceId, arrival]),
  );
  return requests
    .map(({ route, traceId }) => {
      const accepted = expected.get(route)?.[kind] ?? 0;
      const { records = 0, duplicates = 0 } = byTrace.get(traceId) ?? {};
      return {
        accepted,
        arrived: Math.min(records, accepted),
        lost: Math.max(0, accepted - records),
        duplicated: duplicates + Math.max(0, records - accepted),
      };
    })
    .reduce(add, NONE);
}

/** An item may stand for others, of other traces, and says for how many: those are not lost. */
function withFoldedItems(items: Balance, { item }: Arrivals): Balance {
  const folded = item.reduce(
    (sum, { records, occurrences }) => sum + occurrences - records,
    0,
  );
  const found = Math.min(folded, items.lost);
  return {
    ...items,
    arrived: items.arrived + found,
    lost: items.lost - found,
  };
}

function add(one: Balance, other: Balance): Balance {
  return {
    accepted: one.accepted + other.accepted,
    arrived: one.arrived + other.arrived,
    lost: one.lost + other.lost,
    duplicated: one.duplicated + other.duplicated,
  };
}
