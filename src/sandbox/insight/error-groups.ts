import { firstText, memberOf } from '../store/members.js';
import { occurrencesOf } from '../store/occurrences.js';
import type { ItemRecord } from '../store/records.js';

/** Occurrences that Rollbar would show as one item. */
export interface ErrorGroup {
  readonly fingerprint: string;
  readonly title: string;
  readonly level: string;
  /** Occurrences, those folded into another included. */
  readonly occurrences: number;
  /** Milliseconds since the epoch. */
  readonly firstSeen: number;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
  /** Occurrences in each of `BUCKETS` equal parts of the time between the first and the last of all groups. */
  readonly trend: readonly number[];
  /** The latest occurrences, the latest first. */
  readonly latest: readonly {
    readonly uuid: string;
    readonly traceId: string | null;
    readonly at: number;
    readonly context: string | null;
  }[];
}

/** Parts of a trend. */
const BUCKETS = 24;
/** Occurrences listed of a group. */
const MAX_LATEST = 20;

/** Groups occurrences by fingerprint, or by what they say where they have none; the latest seen first. */
export function groupErrors(items: readonly ItemRecord[]): ErrorGroup[] {
  const times = items.map(({ receivedAt }) => receivedAt);
  const from = times.reduce((a, b) => Math.min(a, b), Infinity);
  const span = times.reduce((a, b) => Math.max(a, b), 0) - from + 1;
  const groups = Map.groupBy(
    items,
    ({ data }) => firstText(data['fingerprint']) ?? `title:${titleOf(data)}`,
  );
  return [...groups]
    .map(([fingerprint, members]) => {
      const sorted = members.toSorted((a, b) => b.receivedAt - a.receivedAt);
      const trend = Array.from({ length: BUCKETS }, () => 0);
      let occurrences = 0;
      for (const member of members) {
        const { receivedAt } = member;
        const count = occurrencesOf(member);
        const bucket = Math.floor(((receivedAt - from) / span) * BUCKETS);
        trend[bucket] = (trend[bucket] ?? 0) + count;
        occurrences += count;
      }
      const latest = sorted[0];
      return {
        fingerprint,
        title: titleOf(latest?.data),
        level: firstText(latest?.data['level']) ?? 'error',
        occurrences,
        firstSeen: sorted.at(-1)?.receivedAt ?? 0,
        lastSeen: latest?.receivedAt ?? 0,
        trend,
        latest: sorted.slice(0, MAX_LATEST).map((item) => ({
          uuid: item.uuid,
          traceId: item.traceId ?? null,
          at: item.receivedAt,
          context: firstText(item.data['context']),
        })),
      };
    })
    .toSorted((a, b) => b.lastSeen - a.lastSeen);
}

/** What an occurrence is called: class and message of its exception, or its message. */
export function titleOf(data: unknown): string {
  const chain = memberOf(data, 'body', 'trace_chain');
  const trace: unknown = Array.isArray(chain)
    ? chain[0]
    : memberOf(data, 'body', 'trace');
  const name = firstText(memberOf(trace, 'exception', 'class'));
  const message = firstText(
    memberOf(trace, 'exception', 'message'),
    memberOf(data, 'body', 'message', 'body'),
    memberOf(data, 'title'),
  );
  return (
    [name, message].filter((part) => part !== null).join(': ') || 'unnamed'
  );
}
