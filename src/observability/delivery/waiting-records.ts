import { type Batch, batchOf } from './batch.js';
import {
  type BudgetMember,
  type Evictable,
  heldBy,
  type MemoryBudget,
} from './memory-budget.js';
import type { Priority } from './priority.js';
import { type BatchLimits, RecordBuffer } from './record-buffer.js';
import type { Entry } from './record-lane.js';

/** What records are as far as waiting goes. */
export interface Parking<T> {
  readonly memoryOf: (record: T) => number;
  readonly park?: ((record: T) => void) | undefined;
  /** Records that are worth a batch; undefined: as many as one may have. */
  readonly enoughRecords?: number | undefined;
}

/** Records parked between two looks at whether the event loop has other work, and the time after which it is looked earlier, in milliseconds. */
const PARKED_AT_ONCE = 128;
const PARKING_MS = 5;

/**
 * Records that wait in memory: those of no batch yet, and batches that wait for their next attempt. All of them hold bytes
 * of the budget and can be made to go, but those of a file, which are on disk anyway.
 */
export class WaitingRecords<T> implements BudgetMember {
  private readonly buffer = new RecordBuffer<T>();
  private readonly again: Batch<T>[] = [];
  private bufferHeld = 0;
  private isParking = false;

  /**
   * @param evicted is handed what has to go, its bytes given back already
   * @param evictionBytes of memory that go at once
   */
  constructor(
    private readonly budget: MemoryBudget,
    private readonly parking: Parking<T>,
    private readonly evicted: (entries: readonly Entry<T>[]) => void,
    private readonly evictionBytes: number,
  ) {}

  /** Records, but those of files. */
  get size(): number {
    return this.again.reduce(
      (sum, { entries, file }) =>
        sum + (file === undefined ? entries.length : 0),
      this.buffer.length,
    );
  }

  /** Bytes of memory. */
  get heldBytes(): number {
    return this.again.reduce(
      (sum, { entries }) => sum + heldBy(entries),
      this.bufferHeld,
    );
  }

  /** Records of no batch. */
  get buffered(): number {
    return this.buffer.length;
  }

  /** Batches that wait for their next attempt. */
  get retries(): number {
    return this.again.length;
  }

  /** The batch that has waited longest for its next attempt. */
  get nextRetry(): Batch<T> | undefined {
    return this.again[0];
  }

  hasFullBatch({ maxBatchRecords, maxBatchBytes }: BatchLimits): boolean {
    const { enoughRecords = maxBatchRecords } = this.parking;
    return (
      this.buffer.length >= Math.min(enoughRecords, maxBatchRecords) ||
      this.buffer.bytes >= maxBatchBytes
    );
  }

  push(entry: Entry<T>): void {
    this.buffer.push(entry);
    this.bufferHeld += entry.held;
  }

  take(limits: BatchLimits): Entry<T>[] {
    const entries = this.buffer.take(limits);
    this.bufferHeld -= heldBy(entries);
    return entries;
  }

  takeRetry(): Batch<T> | undefined {
    return this.again.shift();
  }

  /** @param position `first` for the next attempt, `last` to let others go before */
  retryLater(batch: Batch<T>, position: 'first' | 'last'): void {
    if (position === 'first') {
      this.again.unshift(batch);
    } else {
      this.again.push(batch);
    }
  }

  /** Takes a batch out of turn. */
  withdraw(batch: Batch<T>): void {
    this.again.splice(this.again.indexOf(batch), 1);
  }

  /** Empties it. */
  takeAll(): readonly Batch<T>[] {
    const entries = this.take({
      maxBatchRecords: Number.POSITIVE_INFINITY,
      maxBatchBytes: Number.POSITIVE_INFINITY,
    });
    const batches = this.again.splice(0);
    return entries.length === 0 ? batches : [...batches, batchOf(entries)];
  }

  /** When the oldest record came; undefined when none waits. */
  get oldestAt(): number | undefined {
    let oldest = this.buffer.oldestAt;
    for (const { entries } of this.again) {
      for (const { at } of entries) {
        oldest = Math.min(oldest ?? at, at);
      }
    }
    return oldest;
  }

  evictable(): Evictable | undefined {
    let least: Evictable | undefined = this.buffer.leastImportant;
    for (const batch of this.again) {
      const entry = evictableOf(batch);
      if (
        entry !== undefined &&
        (least === undefined || goesBefore(entry, least))
      ) {
        least = entry;
      }
    }
    return least;
  }

  evict(): void {
    const least = this.evictable();
    const holder = this.again.find(
      (batch) => least !== undefined && evictableOf(batch) === least,
    );
    const gone =
      holder === undefined
        ? this.takeFromBuffer()
        : this.takeFrom(holder, least?.priority);
    this.budget.give(heldBy(gone));
    this.evicted(gone);
  }

  /** Brings what waits into its smallest form, a little at a time, as long as that is worth it. Never rejects. */
  async park(isWorthIt: () => boolean): Promise<void> {
    const { park } = this.parking;
    if (park === undefined || this.isParking) {
      return;
    }
    this.isParking = true;
    while (isWorthIt() && this.parkSome(park)) {
      await otherWork();
    }
    this.isParking = false;
  }

  /** @returns whether there may be more */
  private parkSome(park: (record: T) => void): boolean {
    const until = performance.now() + PARKING_MS;
    for (
      let count = 0;
      count < PARKED_AT_ONCE && performance.now() < until;
      count += 1
    ) {
      const entry = this.buffer.firstUnparked();
      if (entry === undefined) {
        return false;
      }
      this.parkOne(entry, park);
    }
    return true;
  }

  private parkOne(entry: Entry<T>, park: (record: T) => void): void {
    entry.parked = true;
    try {
      park(entry.record);
      const held = this.parking.memoryOf(entry.record);
      this.budget.give(entry.held - held);
      this.bufferHeld -= entry.held - held;
      entry.held = held;
    } catch {
      // It stays as it is, and fails when it is sent.
    }
  }

  private takeFromBuffer(): Entry<T>[] {
    const gone = this.buffer.takeLeastImportant(this.evictionBytes);
    this.bufferHeld -= heldBy(gone);
    return gone;
  }

  private takeFrom(batch: Batch<T>, priority?: Priority): Entry<T>[] {
    const first = batch.entries.findIndex(
      (entry) => entry.priority === priority,
    );
    let held = 0;
    let count = 0;
    for (const entry of batch.entries.slice(first)) {
      if (held > 0 && held >= this.evictionBytes) {
        break;
      }
      held += entry.held;
      count += 1;
    }
    const gone = batch.entries.splice(first, count);
    if (batch.entries.length === 0) {
      this.withdraw(batch);
    }
    return gone;
  }
}

/** Of a batch's least important records the oldest. */
function evictableOf<T>({ entries, file }: Batch<T>): Entry<T> | undefined {
  const priority = entries.at(-1)?.priority;
  return file === undefined
    ? entries.find((entry) => entry.priority === priority)
    : undefined;
}

function goesBefore(one: Evictable, other: Evictable): boolean {
  return (
    one.priority < other.priority ||
    (one.priority === other.priority && one.at < other.at)
  );
}

function otherWork(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
