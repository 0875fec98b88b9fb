import { PRIORITY, type Priority } from './priority.js';

/** What of a member would go first. */
export interface Evictable {
  readonly priority: Priority;
  /** When it came, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/** A holder of records within a budget. */
export interface BudgetMember {
  /** What of it goes first; undefined when it holds nothing that can go. */
  evictable(): Evictable | undefined;
  /** Lets that go, and gives its bytes back to the budget. */
  evict(): void;
}

/** @default bytes of a MemoryBudget */
export const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * The share of the budget that records of a priority, and those below it, can fill while their vendor is away: the rest is
 * kept for what is worth more, and for what leaves at once.
 */
const SHARES: Readonly<Record<Priority, number>> = {
  [PRIORITY.unremarkableTrace]: 0.8,
  [PRIORITY.log]: 0.9,
  [PRIORITY.remarkableTrace]: 0.95,
  [PRIORITY.errorReport]: 1,
};

/** The least of these shares for records whose vendor takes them: they leave at once, and need not suffer from another's outage. */
const SHARE_OF_PASSING = 0.95;

/**
 * The share of the budget that one batch may carry. What is in flight can't go, so a small budget full of large batches
 * would cost records that are worth more than what is in them.
 */
const LARGEST_BATCH = 1 / 16;

/** The bytes that all queues of a process may hold together, and who has to go when they are spent. */
export class MemoryBudget {
  private readonly members = new Set<BudgetMember>();
  private bytes = 0;
  private highest = 0;

  /** @param maxBytes of all records that wait or are in flight. @default 67108864 */
  constructor(readonly maxBytes = DEFAULT_MAX_BYTES) {}

  get used(): number {
    return this.bytes;
  }

  /** The most that a batch may carry, in bytes; one record may be more. */
  get largestBatch(): number {
    return this.maxBytes * LARGEST_BATCH;
  }

  /** The most that was in use so far, in bytes. */
  get peak(): number {
    return this.highest;
  }

  /** Adds a member; the returned function removes it. */
  join(member: BudgetMember): () => void {
    this.members.add(member);
    return () => {
      this.members.delete(member);
    };
  }

  /**
   * Takes bytes for a record, for which others go where need be: those of the lowest priority first, of one priority the
   * oldest, and none of a higher priority than the record's. What is in flight can't go; a part of the budget that only
   * the more important records may fill keeps that from costing them.
   *
   * @param isPassing whether the record's vendor takes what comes
   * @returns whether there was room
   */
  take(bytes: number, priority: Priority, isPassing = false): boolean {
    const share = isPassing
      ? Math.max(SHARES[priority], SHARE_OF_PASSING)
      : SHARES[priority];
    const limit = this.maxBytes * share;
    if (bytes > limit) {
      return false;
    }
    while (this.bytes + bytes > limit) {
      const first = this.firstToGo();
      if (first === undefined || first.priority > priority) {
        return false;
      }
      first.member.evict();
    }
    this.hold(bytes);
    return true;
  }

  /** Takes bytes that are in memory already, whatever the limit. */
  hold(bytes: number): void {
    this.bytes += bytes;
    this.highest = Math.max(this.highest, this.bytes);
  }

  give(bytes: number): void {
    this.bytes -= bytes;
  }

  private firstToGo():
    (Evictable & { readonly member: BudgetMember }) | undefined {
    let first: (Evictable & { readonly member: BudgetMember }) | undefined;
    for (const member of this.members) {
      const candidate = member.evictable();
      if (
        candidate !== undefined &&
        (first === undefined ||
          candidate.priority < first.priority ||
          (candidate.priority === first.priority && candidate.at < first.at))
      ) {
        first = { ...candidate, member };
      }
    }
    return first;
  }
}

/** Bytes of memory that records hold together. */
export function heldBy(entries: Iterable<{ readonly held: number }>): number {
  let bytes = 0;
  for (const { held } of entries) {
    bytes += held;
  }
  return bytes;
}
