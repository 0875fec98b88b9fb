import { ArrivalLedger } from './arrival-ledger.js';
import { Counters, type Counts } from './counters.js';
import type {
  DeployRecord,
  ItemRecord,
  LogEventRecord,
  LogRecord,
  MetricRecord,
  RecordOf,
  SegmentRecord,
  SpanRecord,
  TelemetryRecord,
} from './records.js';
import { SERVER_SPAN_KIND, summarizeRequest } from './request-summary.js';
import { type Group, Shelf } from './shelf.js';
import { parseTraceId, toXRayTraceId } from './trace-id.js';
import type { RequestSummary, TraceView } from './views.js';
import type { Finding, Violation } from './violation.js';
import { ViolationLog } from './violation-log.js';
import type { Vendor } from './vendor.js';
import { waitFor } from './wait-for.js';

/** How much the store may hold. */
export interface StoreLimits {
  /** Memory for telemetry, bytes (estimated). */
  readonly maxBytes: number;
  /** Traces kept, and as many records that belong to none. */
  readonly maxRequests: number;
  /** Traces of which it is remembered what arrived, of each kind. */
  readonly maxArrivals: number;
  /** Violations kept. */
  readonly maxViolations: number;
}

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
  readonly #traces = new Shelf();
  readonly #loose = new Shelf();
  readonly #listeners = new Set<() => void>();
  readonly #violations: ViolationLog;
  #bytes = 0;
  #serial = 0;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
    this.arrivals = new ArrivalLedger(limits.maxArrivals);
    this.#violations = new ViolationLog(limits.maxViolations);
  }

  /** Estimated memory in use, bytes. */
  get retainedBytes(): number {
    return this.#bytes;
  }

  /** Counts a request or datagram and its bytes on the wire. */
  countRequest(vendor: Vendor, wireBytes: number): void {
    this.#counters.add(vendor, 'requests');
    this.#counters.add(vendor, 'bytes', wireBytes);
    this.#changed();
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
    if (record.kind === 'metric') {
      const key = metricKey(record);
      this.#bytes -= this.#loose.remove(key)?.bytes ?? 0;
      this.#bytes += this.#loose.add(key, record);
    } else if (record.traceId === undefined) {
      this.#bytes += this.#loose.add(`#${++this.#serial}`, record);
    } else {
      this.#bytes += this.#traces.add(record.traceId, record);
    }
    this.#makeRoom();
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
    this.#changed();
  }

  /** Everything known about a trace, by either spelling of its id; `undefined` when nothing is. */
  trace(id: string): TraceView | undefined {
    const traceId = parseTraceId(id);
    if (traceId === undefined) return undefined;
    const records = recordsOf(this.#traces.get(traceId));
    const violations = this.#violations.ofTrace(traceId);
    if (records.length === 0 && violations.length === 0) return undefined;
    return {
      traceId,
      xrayTraceId: toXRayTraceId(traceId),
      otlp: { spans: pick(records, 'span'), logs: pick(records, 'log') },
      xray: {
        segments: pick(records, 'segment'),
        spans: pick(records, 'xraySpan'),
      },
      cloudwatch: { events: pick(records, 'logEvent') },
      rollbar: { items: pick(records, 'item') },
      violations,
    };
  }

  /** Requests by their server spans, the latest to begin first. */
  requests(limit = 100): RequestSummary[] {
    const found: RequestSummary[] = [];
    for (const group of this.#traces.groups()) {
      const records = recordsOf(group);
      for (const record of pick(records, 'span')) {
        if (record.span.kind === SERVER_SPAN_KIND) {
          found.push(summarizeRequest(record, records));
        }
      }
    }
    return found
      .toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0))
      .slice(0, limit);
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
    return this.#all('span');
  }

  /** OTLP log records received. */
  logRecords(): LogRecord[] {
    return this.#all('log');
  }

  /** The latest export of every metric. */
  metrics(): MetricRecord[] {
    return this.#all('metric');
  }

  /** Segment documents received, subsegments sent alone included. */
  segments(): SegmentRecord[] {
    return this.#all('segment');
  }

  /** CloudWatch log events received. */
  logEvents(): LogEventRecord[] {
    return this.#all('logEvent');
  }

  /** Rollbar occurrences received. */
  items(): ItemRecord[] {
    return this.#all('item');
  }

  /** Rollbar deploys received. */
  deploys(): DeployRecord[] {
    return this.#all('deploy');
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
    this.#traces.clear();
    this.#loose.clear();
    this.#violations.clear();
    this.#bytes = 0;
    this.arrivals.reset();
    this.#counters.reset();
    this.#changed();
  }

  #all<K extends TelemetryRecord['kind']>(kind: K): RecordOf<K>[] {
    return [...this.#traces.groups(), ...this.#loose.groups()].flatMap(
      (group) => pick(recordsOf(group), kind),
    );
  }

  #makeRoom(): void {
    const { maxBytes, maxRequests } = this.#limits;
    while (this.#traces.size > maxRequests) this.#evictOldest(this.#traces);
    while (this.#loose.size > maxRequests) this.#evictOldest(this.#loose);
    while (this.#bytes > maxBytes) {
      const trace = this.#traces.oldest?.serial ?? Infinity;
      const loose = this.#loose.oldest?.serial ?? Infinity;
      if (!this.#evictOldest(trace < loose ? this.#traces : this.#loose)) break;
    }
  }

  #evictOldest(shelf: Shelf): boolean {
    const { oldest } = shelf;
    if (!oldest) return false;
    const lastOfAll = this.#traces.size + this.#loose.size === 1;
    const leaving =
      lastOfAll && oldest.records.length > 1
        ? oldest.records.splice(0, 1)
        : (shelf.remove(oldest.key)?.records ?? []);
    for (const { record, bytes } of leaving) {
      this.#counters.add(record.vendor, 'evicted');
      this.#bytes -= bytes;
      oldest.bytes -= bytes;
    }
    return true;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function recordsOf(group: Group | undefined): TelemetryRecord[] {
  return group?.records.map(({ record }) => record) ?? [];
}

function pick<K extends TelemetryRecord['kind']>(
  records: readonly TelemetryRecord[],
  kind: K,
): RecordOf<K>[] {
  return records.filter(
    (record): record is RecordOf<K> => record.kind === kind,
  );
}

function metricKey({ resource, scope, metric }: MetricRecord): string {
  const { attributes } = resource;
  return JSON.stringify([
    'metric',
    attributes['service.name'] ?? null,
    attributes['service.instance.id'] ?? null,
    scope.name,
    metric.name,
  ]);
}
