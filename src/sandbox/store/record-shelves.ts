import { metricKey } from './metric-key.js';
import type { RecordOf, TelemetryRecord } from './records.js';
import { type Group, Shelf } from './shelf.js';

/** How much is held. */
interface ShelfLimits {
  /** Memory, bytes (estimated). */
  readonly maxBytes: number;
  /** Traces, and as many records that belong to none. */
  readonly maxRequests: number;
}

/** Told of what leaves to make room. */
interface Leaving {
  /** A record left. */
  record(record: TelemetryRecord): void;
  /** Of a trace records left, maybe all. */
  trace(traceId: string): void;
}

/** Records by trace, and beside them those that belong to none, within a budget: what was begun first leaves first. */
export class RecordShelves {
  readonly traces = new Shelf();
  readonly #loose = new Shelf();
  readonly #limits: ShelfLimits;
  readonly #leaving: Leaving;
  #bytes = 0;
  #serial = 0;

  constructor(limits: ShelfLimits, leaving: Leaving) {
    this.#limits = limits;
    this.#leaving = leaving;
  }

  /** Estimated memory in use, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Puts a record up and makes room for it. A metric takes the place of its previous export. */
  add(record: TelemetryRecord): void {
    if (record.kind === 'metric') {
      const key = metricKey(record);
      this.#bytes -= this.#loose.remove(key)?.bytes ?? 0;
      this.#bytes += this.#loose.add(key, record);
    } else if (record.traceId === undefined) {
      this.#bytes += this.#loose.add(`#${++this.#serial}`, record);
    } else {
      this.#bytes += this.traces.add(record.traceId, record);
    }
    this.#makeRoom();
  }

  /** All records of one kind, those of traces first. */
  all<K extends TelemetryRecord['kind']>(kind: K): RecordOf<K>[] {
    return [...this.traces.groups(), ...this.#loose.groups()].flatMap((group) =>
      pick(recordsOf(group), kind),
    );
  }

  /** Takes everything down. */
  clear(): void {
    this.traces.clear();
    this.#loose.clear();
    this.#bytes = 0;
  }

  #makeRoom(): void {
    const { maxBytes, maxRequests } = this.#limits;
    while (this.traces.size > maxRequests) this.#evictOldest(this.traces);
    while (this.#loose.size > maxRequests) this.#evictOldest(this.#loose);
    while (this.#bytes > maxBytes) {
      const trace = this.traces.oldest?.serial ?? Infinity;
      const loose = this.#loose.oldest?.serial ?? Infinity;
      if (!this.#evictOldest(trace < loose ? this.traces : this.#loose)) break;
    }
  }

  #evictOldest(shelf: Shelf): boolean {
    const { oldest } = shelf;
    if (!oldest) return false;
    const lastOfAll = this.traces.size + this.#loose.size === 1;
    const leaving =
      lastOfAll && oldest.records.length > 1
        ? oldest.records.splice(0, 1)
        : (shelf.remove(oldest.key)?.records ?? []);
    for (const { record, bytes } of leaving) {
      this.#leaving.record(record);
      this.#bytes -= bytes;
      oldest.bytes -= bytes;
    }
    if (shelf === this.traces) this.#leaving.trace(oldest.key);
    return true;
  }
}

/** The records of a group; none when there is no group. */
export function recordsOf(group: Group | undefined): TelemetryRecord[] {
  return group?.records.map(({ record }) => record) ?? [];
}

/** The records of one kind. */
export function pick<K extends TelemetryRecord['kind']>(
  records: readonly TelemetryRecord[],
  kind: K,
): RecordOf<K>[] {
  return records.filter(
    (record): record is RecordOf<K> => record.kind === kind,
  );
}
