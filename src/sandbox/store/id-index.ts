import { idsOf, type IdKind, normalizedId } from './record-ids.js';
import type { TelemetryRecord } from './records.js';

/** Where an id leads. */
export interface FoundId {
  readonly traceId: string;
  readonly kind: IdKind;
  /** As it was told. */
  readonly id: string;
}

/** Leads from any id told by a record to its trace, and grows and shrinks with the traces held. */
export class IdIndex {
  readonly #found = new Map<string, FoundId>();
  readonly #idsByTrace = new Map<string, Set<string>>();

  /** Notes the ids of a record of that trace. */
  add(traceId: string, record: TelemetryRecord): void {
    for (const [id, kind] of idsOf(record)) {
      const key = normalizedId(id);
      let ids = this.#idsByTrace.get(traceId);
      if (!ids) {
        ids = new Set();
        this.#idsByTrace.set(traceId, ids);
      }
      ids.add(key);
      this.#found.set(key, { traceId, kind, id });
    }
  }

  /** Finds an id in any case, with dashes or without. */
  find(id: string): FoundId | undefined {
    return this.#found.get(normalizedId(id));
  }

  /** Forgets the ids of a trace. */
  forget(traceId: string): void {
    for (const key of this.#idsByTrace.get(traceId) ?? []) {
      if (this.#found.get(key)?.traceId === traceId) this.#found.delete(key);
    }
    this.#idsByTrace.delete(traceId);
  }

  /** Forgets all. */
  clear(): void {
    this.#found.clear();
    this.#idsByTrace.clear();
  }
}
