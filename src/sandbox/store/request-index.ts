import { type FoundId, IdIndex } from './id-index.js';
import type { TelemetryRecord } from './records.js';
import { summarizeTrace } from './request-summary.js';
import type { Shelf } from './shelf.js';
import type { RequestSummary } from './views.js';

/** The requests that the traces of a shelf tell of, each trace read once after it changed. */
export class RequestIndex {
  readonly #traces: Shelf;
  readonly #violationsOf: (traceId: string) => number;
  readonly #ids = new IdIndex();
  readonly #requests = new Map<string, readonly RequestSummary[]>();

  /** @param violationsOf how many breaches are known of a trace */
  constructor(traces: Shelf, violationsOf: (traceId: string) => number) {
    this.#traces = traces;
    this.#violationsOf = violationsOf;
  }

  /** Notes a record that its trace now has. */
  add(traceId: string, record: TelemetryRecord): void {
    this.#ids.add(traceId, record);
    this.changed(traceId);
  }

  /** Notes that what is known of a trace has changed. */
  changed(traceId: string): void {
    this.#requests.delete(traceId);
  }

  /** Forgets a trace that left its shelf. */
  forget(traceId: string): void {
    this.#ids.forget(traceId);
    this.#requests.delete(traceId);
  }

  /** Forgets all. */
  clear(): void {
    this.#ids.clear();
    this.#requests.clear();
  }

  /** The trace that an id belongs to: of a span, a segment, an occurrence, or a request's own, in any case, with dashes or without. */
  find(id: string): FoundId | undefined {
    return this.#ids.find(id);
  }

  /** The requests of one trace. */
  ofTrace(traceId: string): readonly RequestSummary[] {
    const violations = this.#violationsOf(traceId);
    const known = this.#requests.get(traceId);
    if (known?.every((request) => request.violations === violations)) {
      return known;
    }
    const group = this.#traces.get(traceId);
    if (!group) return [];
    const found = summarizeTrace(
      traceId,
      group.records.map(({ record }) => record),
      violations,
    );
    this.#requests.set(traceId, found);
    return found;
  }

  /** The latest requests, the latest to begin first. */
  latest(limit: number): RequestSummary[] {
    const found: RequestSummary[] = [];
    for (const { key } of this.#traces.groups()) {
      found.push(...this.ofTrace(key));
    }
    return found
      .toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0))
      .slice(0, limit);
  }
}
