import { createHash } from 'node:crypto';
import { occurrencesOf } from './occurrences.js';
import type { TelemetryRecord } from './records.js';

/** The kinds of record that have an identity of their own; a metric replaces its last export, a deploy is no telemetry. */
export const ARRIVAL_KINDS = [
  'span',
  'xraySpan',
  'segment',
  'logEvent',
  'log',
  'item',
] as const;

/** One of them. */
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number];

/** What has arrived of one trace, of one kind. */
interface Arrival {
  /** 32 hex digits; empty for records that name no trace. */
  readonly traceId: string;
  /** Different records: by span id, document id, uuid, or, where a vendor knows no id, by time and text. */
  readonly records: number;
  /** Records that came again, each time counted. */
  readonly duplicates: number;
  /** Occurrences that the records stand for: an item says by `custom.occurrence_count` how many it folds. */
  readonly occurrences: number;
}

/** A ledger's answer. */
export interface Arrivals {
  readonly arrivals: readonly Arrival[];
  /** Traces of which the ledger no longer knows, to keep within its bound. */
  readonly forgotten: number;
}

interface Entry {
  readonly ids: Set<string>;
  duplicates: number;
  occurrences: number;
}

/**
 * Which records arrived, and how often, by trace: what a sender has to compare its own books with. Longer than the
 * records themselves are kept, as it keeps their ids only.
 */
export class ArrivalLedger {
  readonly #maxTraces: number;
  readonly #books = new Map<ArrivalKind, Map<string, Entry>>();
  #forgotten = 0;

  /** @param maxTraces traces remembered of each kind; the one begun first leaves first */
  constructor(maxTraces: number) {
    this.#maxTraces = maxTraces;
  }

  /** Notes a record that was accepted. */
  note(record: TelemetryRecord): void {
    if (record.kind === 'metric' || record.kind === 'deploy') return;
    const book = this.#bookOf(record.kind);
    const traceId = record.traceId ?? '';
    let entry = book.get(traceId);
    if (!entry) {
      entry = { ids: new Set(), duplicates: 0, occurrences: 0 };
      book.set(traceId, entry);
      this.#forget(book);
    }
    const id = identityOf(record);
    if (entry.ids.has(id)) {
      entry.duplicates += 1;
    } else {
      entry.ids.add(id);
      entry.occurrences += record.kind === 'item' ? occurrencesOf(record) : 1;
    }
  }

  /** Everything known of one kind. */
  read(kind: ArrivalKind): Arrivals {
    const arrivals = [...this.#bookOf(kind)].map(([traceId, entry]) => ({
      traceId,
      records: entry.ids.size,
      duplicates: entry.duplicates,
      occurrences: entry.occurrences,
    }));
    return { arrivals, forgotten: this.#forgotten };
  }

  /** Forgets all. */
  reset(): void {
    this.#books.clear();
    this.#forgotten = 0;
  }

  #bookOf(kind: ArrivalKind): Map<string, Entry> {
    let book = this.#books.get(kind);
    if (!book) {
      book = new Map();
      this.#books.set(kind, book);
    }
    return book;
  }

  #forget(book: Map<string, Entry>): void {
    const oldest = book.keys().next().value;
    if (book.size > this.#maxTraces && oldest !== undefined) {
      book.delete(oldest);
      this.#forgotten += 1;
    }
  }
}

type Identified = Exclude<TelemetryRecord, { kind: 'metric' | 'deploy' }>;

function identityOf(record: Identified): string {
  switch (record.kind) {
    case 'span':
    case 'xraySpan':
      return record.span.spanId;
    case 'segment':
      // What is sent of a segment while it goes on is another document than the one at its end.
      return `${record.segmentId}${record.document['in_progress'] === true ? '+' : ''}`;
    case 'item':
      return record.uuid;
    case 'log':
      return digest([record.resource, record.scope, record.log]);
    default:
      return digest([record.timestamp, record.message]);
  }
}

function digest(parts: unknown): string {
  return createHash('sha1').update(JSON.stringify(parts)).digest('base64');
}
