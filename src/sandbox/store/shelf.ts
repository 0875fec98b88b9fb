import { retainedBytes } from './retained-bytes.js';
import type { TelemetryRecord } from './records.js';

/** Records that come and go together: one trace, or one record that names none. */
export interface Group {
  readonly key: string;
  /** Rises with every group made, so that the oldest of several shelves can be found. */
  readonly serial: number;
  readonly records: { readonly record: TelemetryRecord; bytes: number }[];
  bytes: number;
}

let serials = 0;

/** Groups in the order in which they were begun. */
export class Shelf {
  readonly #groups = new Map<string, Group>();

  /** Number of groups held. */
  get size(): number {
    return this.#groups.size;
  }

  /** The group begun first. */
  get oldest(): Group | undefined {
    return this.#groups.values().next().value;
  }

  /** The group of that key. */
  get(key: string): Group | undefined {
    return this.#groups.get(key);
  }

  /** All groups, the oldest first. */
  groups(): Iterable<Group> {
    return this.#groups.values();
  }

  /** Puts a record into its group, which it begins if need be; returns the bytes it adds. */
  add(key: string, record: TelemetryRecord): number {
    let group = this.#groups.get(key);
    if (!group) {
      group = { key, serial: ++serials, records: [], bytes: 0 };
      this.#groups.set(key, group);
    }
    const bytes = retainedBytes(record);
    group.records.push({ record, bytes });
    group.bytes += bytes;
    return bytes;
  }

  /** Takes a group off. */
  remove(key: string): Group | undefined {
    const group = this.#groups.get(key);
    this.#groups.delete(key);
    return group;
  }

  /** Takes everything off. */
  clear(): void {
    this.#groups.clear();
  }
}
