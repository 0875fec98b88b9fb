import { ArrivalDelays } from './arrival-delays.js';
import { ArrivalLedger } from './arrival-ledger.js';
import { Counters, type Counts } from './counters.js';
import type {
  DeployRecord,
  ItemRecord,
  LogEventRecord,
  LogRecord,
  MetricRecord,
  SegmentRecord,
  SpanRecord,
  TelemetryRecord,
} from './records.js';
import type { FoundId } from './id-index.js';
import { MetricHistory, type MetricSeries } from './metric-history.js';
import type { Arrival, Payload, ReceivedBody } from './payload.js';
import { PayloadShelf } from './payload-shelf.js';
import { RecordShelves, recordsOf } from './record-shelves.js';
import { RequestIndex } from './request-index.js';
import type { StoreLimits } from './store-limits.js';
import { StoreWatch } from './store-watch.js';
import { parseTraceId } from './trace-id.js';
import { viewTrace } from './view-trace.js';
import type { RequestSummary, TraceView } from './views.js';
import type { Finding, Violation } from './violation.js';
import { ViolationLog } from './violation-log.js';
import type { Vendor } from './vendor.js';
import { waitFor } from './wait-for.js';

/**
 * Holds what the four receivers accepted, by trace, within a budget: when it
 * is spent, the trace (or loose record) begun first leaves first. Counters
 * survive evictions.
 */
export class TelemetryStore {
  readonly #limits: StoreLimits;
  readonly #counters = new Counters();
  /** Which records arrived, and how often. */
  readonly arrivals: ArrivalLedger;
  /** How late records arrive. */
  readonly delays = new ArrivalDelays();
  readonly #shelves: RecordShelves;
  readonly #payloads: PayloadShelf;
  readonly #index: RequestIndex;
  readonly #history = new MetricHistory();
  readonly #listeners = new Set<() => void>();
  readonly #watches = new Set<StoreWatch>();
  readonly #violations: ViolationLog;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
    this.arrivals = new ArrivalLedger(limits.maxArrivals);
    this.#violations = new ViolationLog(limits.maxViolations);
    this.#payloads = new PayloadShelf(limits.maxPayloadBytes);
    this.#shelves = new RecordShelves(limits, {
      record: ({ vendor }) => this.#counters.add(vendor, 'evicted'),
      trace: (traceId) => this.#left(traceId),
    });
    this.#index = new RequestIndex(this.#shelves.traces, (traceId) =>
      this.#violations.countOf(traceId),
    );
  }

  /** Estimated memory in use, bytes. */
  get retainedBytes(): number {
    return this.#shelves.bytes;
  }

  /** Counts a request or datagram and its bytes on the wire, and keeps it for as long as there is room. */
  receive(vendor: Vendor, body: ReceivedBody): Arrival {
    const { id, receivedAt, wireBytes, again } = this.#payloads.add(
      vendor,
      body,
      Date.now(),
    );
    this.#counters.add(vendor, 'requests');
    this.#counters.add(vendor, 'bytes', wireBytes);
    if (again) this.#counters.add(vendor, 'retries');
    this.#changed();
    return { receivedAt, wireBytes, payload: id };
  }

  /** A body or datagram by its id; `undefined` when it has left, or was too large to keep. */
  payload(id: number): Payload | undefined {
    return this.#payloads.get(id);
  }

  /** Counts refusals: requests answered with an error, or records turned away. */
  countRefused(vendor: Vendor, by = 1): void {
    this.#counters.add(vendor, 'refused', by);
    this.#changed();
  }

  /** Counts a record that was accepted and discarded because it had come before. */
  countDuplicate(vendor: Vendor): void {
    this.#counters.add(vendor, 'duplicates');
    this.#changed();
  }

  /** Keeps an accepted record. A metric takes the place of its previous export. */
  keep(record: TelemetryRecord): void {
    this.#counters.add(record.vendor, 'records');
    this.arrivals.note(record);
    this.delays.note(record);
    this.#shelves.add(record);
    if (record.kind === 'metric') this.#history.note(record);
    if (
      record.traceId !== undefined &&
      this.#shelves.traces.get(record.traceId)
    ) {
      this.#index.add(record.traceId, record);
      this.#touch(record.traceId);
    }
    if (record.kind === 'logEvent' || record.kind === 'log') {
      for (const watch of this.#watches) watch.wrote(record);
    }
    this.#changed();
  }

  /**
   * Keeps what was found wrong with one request or record.
   *
   * @param excerpt What broke the rules, in any form.
   * @param traceId The trace concerned, 32 hex digits.
   */
  violate(
    vendor: Vendor,
    findings: readonly Finding[],
    excerpt: unknown,
    traceId?: string,
  ): void {
    if (findings.length === 0) return;
    const added = this.#violations.add(vendor, findings, excerpt, traceId);
    this.#counters.add(vendor, 'violations', added);
    if (traceId !== undefined) this.#touch(traceId);
    this.#changed();
  }

  /** Whether anything has arrived of a trace, 32 hex digits. */
  holds(traceId: string): boolean {
    return (
      this.#shelves.traces.get(traceId) !== undefined ||
      this.#violations.countOf(traceId) > 0
    );
  }

  /** Everything known about a trace, by either spelling of its id; `undefined` when nothing is. */
  trace(id: string): TraceView | undefined {
    const traceId = parseTraceId(id);
    if (traceId === undefined) return undefined;
    const records = recordsOf(this.#shelves.traces.get(traceId));
    const violations = this.#violations.ofTrace(traceId);
    if (records.length === 0 && violations.length === 0) return undefined;
    return viewTrace(traceId, records, violations);
  }

  /** The trace that an id belongs to: of a span, a segment, an occurrence, or a request's own, in any case, with dashes or without. */
  find(id: string): FoundId | undefined {
    return this.#index.find(id);
  }

  /** The requests of one trace. */
  requestsOf(traceId: string): readonly RequestSummary[] {
    return this.#index.ofTrace(traceId);
  }

  /** Requests, the latest to begin first. */
  requests(limit = 100): RequestSummary[] {
    return this.#index.latest(limit);
  }

  /** Violations kept. */
  get violationCount(): number {
    return this.#violations.size;
  }

  /** Violations kept, the newest first. */
  violations(): Violation[] {
    return this.#violations.list();
  }

  /** The figures of the four receivers. */
  counts(): Counts {
    return this.#counters.read();
  }

  /** Spans received, in order of arrival by trace. */
  spans(): SpanRecord[] {
    return this.#shelves.all('span');
  }

  /** OTLP log records received. */
  logRecords(): LogRecord[] {
    return this.#shelves.all('log');
  }

  /** The latest export of every metric. */
  metrics(): MetricRecord[] {
    return this.#shelves.all('metric');
  }

  /** Every metric over its last exports. */
  metricHistory(): MetricSeries[] {
    return this.#history.read();
  }

  /** Segment documents received, subsegments sent alone included. */
  segments(): SegmentRecord[] {
    return this.#shelves.all('segment');
  }

  /** CloudWatch log events received. */
  logEvents(): LogEventRecord[] {
    return this.#shelves.all('logEvent');
  }

  /** Rollbar occurrences received. */
  items(): ItemRecord[] {
    return this.#shelves.all('item');
  }

  /** Rollbar deploys received. */
  deploys(): DeployRecord[] {
    return this.#shelves.all('deploy');
  }

  /** Collects what changes until it is let go of; see `unwatch`. */
  watch(): StoreWatch {
    const watch = new StoreWatch();
    this.#watches.add(watch);
    return watch;
  }

  /** Lets go of a watch. */
  unwatch(watch: StoreWatch): void {
    this.#watches.delete(watch);
  }

  /** Calls back after every change, synchronously; returns how to stop it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * Waits until `read` gives something.
   *
   * @param timeoutMs Milliseconds, 5,000 by default.
   * @param what Named in the error when the time is up.
   */
  waitFor<T>(
    read: (store: this) => T | undefined,
    timeoutMs = 5_000,
    what = 'the telemetry expected',
  ): Promise<T> {
    return waitFor(
      (listener) => this.subscribe(listener),
      () => read(this),
      timeoutMs,
      what,
    );
  }

  /** Forgets all records, violations and figures. */
  reset(): void {
    this.#shelves.clear();
    this.#violations.clear();
    this.#payloads.clear();
    this.#index.clear();
    this.#history.clear();
    for (const watch of this.#watches) watch.wasReset();
    this.arrivals.reset();
    this.delays.clear();
    this.#counters.reset();
    this.#changed();
  }

  /** What a trace's requests were read from has changed. */
  #touch(traceId: string): void {
    this.#index.changed(traceId);
    for (const watch of this.#watches) watch.touched(traceId);
  }

  #left(traceId: string): void {
    if (this.#shelves.traces.get(traceId)) {
      this.#touch(traceId);
      return;
    }
    this.#index.forget(traceId);
    for (const watch of this.#watches) {
      watch.left(traceId, this.#limits.maxRequests);
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
