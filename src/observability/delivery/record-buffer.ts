interface Entry<T> {
  readonly record: T;
  readonly bytes: number;
  readonly at: number;
}

/** A first-in first-out buffer that knows its bytes; taking from the front is amortised O(1). */
export class RecordBuffer<T> {
  private entries: Entry<T>[] = [];
  private head = 0;
  private total = 0;

  get length(): number {
    return this.entries.length - this.head;
  }

  get bytes(): number {
    return this.total;
  }

  push(record: T, bytes: number): void {
    this.entries.push({ record, bytes, at: Date.now() });
    this.total += bytes;
  }

  /** Takes from the front while both limits hold, one record at least. */
  take(
    maxRecords: number,
    maxBytes: number,
  ): { readonly records: readonly T[]; readonly bytes: number } {
    const records: T[] = [];
    let bytes = 0;
    for (
      let entry = this.entries[this.head];
      entry !== undefined &&
      records.length < maxRecords &&
      (records.length === 0 || bytes + entry.bytes <= maxBytes);
      entry = this.entries[this.head]
    ) {
      records.push(entry.record);
      bytes += entry.bytes;
      this.head += 1;
    }
    this.total -= bytes;
    if (this.head > 1024 || this.head === this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
    return { records, bytes };
  }

  /** Empties the buffer; returns how many records were in it. */
  clear(): number {
    const count = this.length;
    this.entries = [];
    this.head = 0;
    this.total = 0;
    return count;
  }

  /** Milliseconds since the front record came in; 0 when empty. */
  oldestAgeMs(): number {
    const front = this.entries[this.head];
    return front === undefined ? 0 : Math.max(0, Date.now() - front.at);
  }
}
