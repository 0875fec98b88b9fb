import { Attempts } from './attempt.js';
import { DEFAULT_BACKOFF } from './backoff.js';
import type { Batch } from './batch.js';
import { Circuit } from './circuit.js';
import type { DeliveryFigures, DropReason } from './delivery-figures.js';
import { DeliveryLedger } from './delivery-ledger.js';
import type { SharedResources, SinkOptions } from './delivery-options.js';
import { Dispatcher } from './dispatcher.js';
import { LearnedLimits } from './learned-limits.js';
import { heldBy, type MemoryBudget } from './memory-budget.js';
import type { Entry } from './record-lane.js';
import { SinkSpool } from './spool/index.js';
import { TroubleReporter } from './trouble-reporter.js';
import { WaitingRecords } from './waiting-records.js';

/** Memory that goes to the disk at once when it is spent, in bytes. */
const SPOOLED_AT_ONCE_BYTES = 256 * 1024;

/**
 * A bounded, batching, retrying way from the application to one vendor. An accepted record stays in memory, or on disk,
 * until the vendor acknowledged or finally refused it; what can't be kept is counted. Never throws, never blocks, and its
 * timers never keep the process alive.
 */
export class DeliveryQueue<T> {
  readonly name: string;
  private readonly options;
  private readonly budget: MemoryBudget;
  private readonly ledger: DeliveryLedger<T>;
  private readonly waiting: WaitingRecords<T>;
  private readonly spool: SinkSpool<T> | undefined;
  private readonly circuit: Circuit;
  private readonly attempts: Attempts<T>;
  private readonly limits: LearnedLimits;
  private readonly dispatcher: Dispatcher<T>;
  private readonly leaveBudget: () => void;
  private ageTimer: NodeJS.Timeout | undefined;
  private closing: Promise<void> | undefined;

  constructor(options: SinkOptions<T>, { budget, spool }: SharedResources) {
    this.name = options.name;
    this.options = {
      maxBatchBytes: 1024 * 1024,
      maxBatchRecords: 512,
      maxBatchAgeMs: 1000,
      maxConcurrentBatches: 2,
      attemptTimeoutMs: 10_000,
      memoryOf: options.sizeOf,
      trouble: new TroubleReporter(options.name),
      ...options,
    };
    const { transport, attemptTimeoutMs, trouble } = this.options;
    this.budget = budget;
    this.ledger = new DeliveryLedger(budget, trouble);
    this.circuit = new Circuit(options.backoff ?? DEFAULT_BACKOFF);
    this.attempts = new Attempts(transport, attemptTimeoutMs);
    this.limits = new LearnedLimits({
      ...this.options,
      maxBatchBytes: Math.min(this.options.maxBatchBytes, budget.largestBatch),
    });
    this.waiting = new WaitingRecords(
      budget,
      this.options,
      (entries) => {
        this.overflow(entries);
      },
      spool === undefined ? 0 : SPOOLED_AT_ONCE_BYTES,
    );
    this.spool =
      spool &&
      new SinkSpool(spool, {
        ...options,
        limits: this.options,
        onFound: (records) => {
          this.ledger.counters.recovered += records;
          setImmediate(() => {
            this.dispatcher.dispatch();
          }).unref();
        },
        onWritten: () => {
          this.dispatcher.dispatch();
        },
        onLost: (records, reason) => {
          this.ledger.drop(reason, records);
        },
      });
    const { ledger, waiting, circuit, attempts, limits } = this;
    this.dispatcher = new Dispatcher(
      { ledger, waiting, circuit, attempts, limits, budget, spool: this.spool },
      this.options.maxConcurrentBatches,
      () => this.ageTimer === undefined,
    );
    this.leaveBudget = budget.join(this.waiting);
  }

  /** Takes a record; `false` when it was refused and counted as dropped. */
  enqueue(record: T): boolean {
    if (this.closing !== undefined) {
      return this.countDropped('closed');
    }
    const entry = this.entryOf(record);
    if (entry === undefined) {
      return this.countDropped('encode_failed');
    }
    if (entry.bytes > this.options.maxBatchBytes) {
      return this.countDropped('record_too_large');
    }
    const isPassing = this.circuit.isClosed;
    if (this.budget.take(entry.held, entry.priority, isPassing)) {
      this.ledger.counters.accepted += 1;
      this.waiting.push(entry);
      this.schedule();
    } else if (this.spool === undefined) {
      return this.countDropped('memory_full');
    } else {
      this.ledger.counters.accepted += 1;
      this.spool.keep([entry]);
    }
    return true;
  }

  /** Counts records that a sink could not even offer (they failed to encode, say). Returns false, as a refused `enqueue` does. */
  countDropped(reason: DropReason, records = 1): false {
    this.ledger.drop(reason, records);
    return false;
  }

  /**
   * Sends what waits in memory, cutting waits short, and awaits everything in flight.
   *
   * @param deadlineMs milliseconds from now
   * @returns records in memory that are not acknowledged at the deadline
   */
  async flush(deadlineMs: number): Promise<number> {
    const { progress, inFlight } = this.dispatcher;
    const over = new AbortController();
    // Keeps the process alive that long, which nothing else here does; and a timer may be early by the clock.
    const deadline = setTimeout(() => {
      over.abort();
      progress.interrupt();
    }, deadlineMs);
    const hurried = this.dispatcher.hurry();
    const upstreamHurried = this.options.upstream?.hurry?.();
    void this.options.upstream?.settled().finally(() => {
      progress.interrupt();
    });
    while (
      (this.size > 0 || inFlight.size > 0) &&
      this.closing === undefined &&
      !over.signal.aborted
    ) {
      this.dispatcher.dispatch();
      await progress.for(deadlineMs);
    }
    hurried();
    upstreamHurried?.();
    clearTimeout(deadline);
    return this.size;
  }

  /**
   * Ends what is in flight, brings what is left to the spool or counts it as dropped (`shutdown`), and releases the
   * transport. Never rejects.
   */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  figures(): DeliveryFigures {
    const { accepted, recovered, delivered, retried, dropped } =
      this.ledger.counters;
    const flying = [...this.dispatcher.inFlight].flatMap(
      ({ entries }) => entries,
    );
    const oldestAt = flying.reduce<number | undefined>(
      (oldest, { at }) => Math.min(oldest ?? at, at),
      this.waiting.oldestAt,
    );
    return {
      accepted,
      recovered,
      delivered,
      retried,
      dropped: { ...dropped },
      queued: this.size + (this.spool?.unwritten ?? 0),
      queuedBytes: this.waiting.heldBytes + heldBy(flying),
      spooled: this.spool?.size ?? 0,
      oldestAgeMs:
        oldestAt === undefined ? 0 : Math.max(0, performance.now() - oldestAt),
      circuit: this.circuit.isClosed ? 'closed' : 'open',
    };
  }

  /** Records in memory that are not settled; those of files are on disk. */
  private get size(): number {
    let records = this.waiting.size + (this.options.upstream?.size ?? 0);
    for (const { entries, file } of this.dispatcher.inFlight) {
      records += file === undefined ? entries.length : 0;
    }
    return records;
  }

  private entryOf(record: T): Entry<T> | undefined {
    try {
      return {
        record,
        bytes: this.options.sizeOf(record),
        held: this.options.memoryOf(record),
        parked: false,
        at: performance.now(),
        priority: this.options.priorityOf(record),
      };
    } catch {
      return undefined;
    }
  }

  private schedule(): void {
    if (this.waiting.hasFullBatch(this.limits.current)) {
      this.dispatcher.dispatch();
    } else {
      this.ageTimer ??= setTimeout(() => {
        this.ageTimer = undefined;
        this.dispatcher.dispatch();
      }, this.options.maxBatchAgeMs).unref();
    }
  }

  private overflow(entries: readonly Entry<T>[]): void {
    if (this.spool === undefined) {
      this.ledger.drop('evicted', entries.length);
    } else {
      this.spool.keep(entries);
    }
  }

  private async end(): Promise<void> {
    clearTimeout(this.ageTimer);
    await this.dispatcher.stop();
    const left = this.waiting.takeAll();
    for (const { entries } of left) {
      this.budget.give(heldBy(entries));
    }
    this.leaveBudget();
    await this.leave(left);
    for (const { file, entries } of left) {
      if (file !== undefined && file.left < file.records) {
        this.spool?.settle(file, entries.length);
      }
    }
    this.attempts.close();
  }

  /** A file of which nothing is settled stays as it is; of another the rest is written anew. */
  private async leave(left: readonly Batch<T>[]): Promise<void> {
    const entries = left
      .filter(({ file }) => file === undefined || file.left < file.records)
      .flatMap((batch) => batch.entries)
      .toSorted((one, other) => other.priority - one.priority);
    if (this.spool !== undefined) {
      await this.spool.keepAll(entries);
    } else if (entries.length > 0) {
      this.ledger.drop('shutdown', entries.length);
    }
  }
}
