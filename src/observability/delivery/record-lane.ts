import type { Priority } from './priority.js';

/** A record that waits. */
export interface Entry<T> {
  readonly record: T;
  /** As batches count it. */
  readonly bytes: number;
  /** As the memory budget counts it; less once the record is parked. */
  held: number;
  /** Whether the record was brought into its smallest form. */
  parked: boolean;
  /** When it came, in milliseconds of `performance.now()`; before 0 for one of an earlier process. */
  readonly at: number;
  readonly priority: Priority;
}

/** Records that wait, first in, first out; taking from the front is amortised O(1). */
export class RecordLane<T> {
  /** Nothing before `head`. */
  private entries: (Entry<T> | undefined)[] = [];
  private head = 0;
  /** Everything before it is parked. */
  private parkedTo = 0;

  get length(): number {
    return this.entries.length - this.head;
  }

  get front(): Entry<T> | undefined {
    return this.entries[this.head];
  }

  push(entry: Entry<T>): void {
    this.entries.push(entry);
  }

  shift(): Entry<T> | undefined {
    const entry = this.entries[this.head];
    if (entry === undefined) {
      return undefined;
    }
    this.entries[this.head] = undefined;
    this.head += 1;
    // At half the length, or each copy of a long queue would be for few records.
    if (this.head >= 1024 && this.head * 2 >= this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.parkedTo = Math.max(0, this.parkedTo - this.head);
      this.head = 0;
    }
    return entry;
  }

  /** The oldest record that is not parked; undefined when all are. */
  firstUnparked(): Entry<T> | undefined {
    this.parkedTo = Math.max(this.parkedTo, this.head);
    while (this.entries[this.parkedTo]?.parked === true) {
      this.parkedTo += 1;
    }
    return this.entries[this.parkedTo];
  }
}
