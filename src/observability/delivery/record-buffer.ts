import { PRIORITIES } from './priority.js';
import { type Entry, RecordLane } from './record-lane.js';

/** How much one batch may carry. */
export interface BatchLimits {
  readonly maxBatchRecords: number;
  readonly maxBatchBytes: number;
}

/** Records that wait for their batch: the most important are taken first, the least important go first. */
export class RecordBuffer<T> {
  private readonly lanes = PRIORITIES.map(() => new RecordLane<T>());
  private readonly mostImportantFirst = this.lanes.toReversed();
  private records = 0;
  private total = 0;

  get length(): number {
    return this.records;
  }

  /** As batches count them. */
  get bytes(): number {
    return this.total;
  }

  /** Of the least important records the oldest; undefined when empty. */
  get leastImportant(): Entry<T> | undefined {
    return this.lowestLane?.front;
  }

  /** When the oldest record came, in milliseconds of `performance.now()`; undefined when empty. */
  get oldestAt(): number | undefined {
    let oldest: number | undefined;
    for (const { front } of this.lanes) {
      if (front !== undefined && (oldest === undefined || front.at < oldest)) {
        oldest = front.at;
      }
    }
    return oldest;
  }

  push(entry: Entry<T>): void {
    this.lanes[entry.priority]?.push(entry);
    this.records += 1;
    this.total += entry.bytes;
  }

  /** Takes the most important records while both limits hold, one at least. */
  take({ maxBatchRecords, maxBatchBytes }: BatchLimits): Entry<T>[] {
    const taken: Entry<T>[] = [];
    let bytes = 0;
    for (const lane of this.mostImportantFirst) {
      for (
        let entry = lane.front;
        entry !== undefined &&
        taken.length < maxBatchRecords &&
        (taken.length === 0 || bytes + entry.bytes <= maxBatchBytes);
        entry = lane.front
      ) {
        lane.shift();
        this.removed(entry);
        taken.push(entry);
        bytes += entry.bytes;
      }
    }
    return taken;
  }

  /** Takes of the least important records the oldest, one at least, until they hold `bytes` of memory. */
  takeLeastImportant(bytes: number): Entry<T>[] {
    const taken: Entry<T>[] = [];
    const lane = this.lowestLane;
    let held = 0;
    for (
      let entry = lane?.front;
      entry !== undefined && (taken.length === 0 || held < bytes);
      entry = lane?.front
    ) {
      lane?.shift();
      this.removed(entry);
      taken.push(entry);
      held += entry.held;
    }
    return taken;
  }

  /** A record that is not parked; undefined when all are. */
  firstUnparked(): Entry<T> | undefined {
    for (const lane of this.lanes) {
      const entry = lane.firstUnparked();
      if (entry !== undefined) {
        return entry;
      }
    }
    return undefined;
  }

  private get lowestLane(): RecordLane<T> | undefined {
    return this.lanes.find(({ length }) => length > 0);
  }

  private removed({ bytes }: Entry<T>): void {
    this.records -= 1;
    this.total -= bytes;
  }
}
