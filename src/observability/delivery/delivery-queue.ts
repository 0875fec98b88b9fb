import type { AttemptResult, Transport } from './attempt-result.js';
import { backoffMs, type BackoffOptions, DEFAULT_BACKOFF } from './backoff.js';
import {
  DeliveryCounters,
  type DeliveryFigures,
  type DropReason,
} from './delivery-figures.js';
import { InterruptibleWait } from './interruptible-wait.js';
import { outsideRequests } from './outside-requests.js';
import { RecordBuffer } from './record-buffer.js';
import { TroubleReporter } from './trouble-reporter.js';

export interface DeliveryQueueOptions<T> {
  /** Name of the sink, as figures and trouble lines call it. */
  readonly name: string;
  readonly transport: Transport<T>;
  /** Size of a record in bytes as far as limits go: on the wire, or in memory where that is not known yet. */
  readonly sizeOf: (record: T) => number;
  /** Bytes that may wait or be in flight; more is refused and counted. @default 16777216 */
  readonly maxQueuedBytes?: number;
  /** Bytes of one batch. @default 1048576 */
  readonly maxBatchBytes?: number;
  /** Records of one batch. @default 512 */
  readonly maxBatchRecords?: number;
  /** Time a record waits for its batch to fill, in milliseconds. @default 1000 */
  readonly maxBatchAgeMs?: number;
  /** Batches in flight at once. @default 2 */
  readonly maxConcurrentBatches?: number;
  /** Time limit of one attempt, in milliseconds; the attempt is aborted. @default 10000 */
  readonly attemptTimeoutMs?: number;
  readonly backoff?: BackoffOptions;
  readonly trouble?: TroubleReporter;
}

/** What a batch in a retry wait, or the other half of a divided one, comes to when the queue closes. */
const CLOSED: AttemptResult = { outcome: 'retry', reason: 'closed' };

/**
 * A bounded, batching, retrying way from the application to one vendor. A record that `enqueue` accepted stays in memory
 * until the vendor acknowledged or finally refused it; what can't be kept is counted. Never throws, never blocks, and its
 * timers never keep the process alive.
 */
export class DeliveryQueue<T> {
  readonly name: string;
  private readonly options: Required<DeliveryQueueOptions<T>>;
  private readonly buffer = new RecordBuffer<T>();
  private readonly counters = new DeliveryCounters();
  private readonly inFlight = new Set<Promise<void>>();
  private readonly attempts = new Set<AbortController>();
  private readonly wait = new InterruptibleWait();
  private inFlightRecords = 0;
  private inFlightBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushing = 0;
  private closed = false;

  constructor(options: DeliveryQueueOptions<T>) {
    this.name = options.name;
    this.options = {
      maxQueuedBytes: 16 * 1024 * 1024,
      maxBatchBytes: 1024 * 1024,
      maxBatchRecords: 512,
      maxBatchAgeMs: 1000,
      maxConcurrentBatches: 2,
      attemptTimeoutMs: 10_000,
      backoff: DEFAULT_BACKOFF,
      trouble: new TroubleReporter(options.name),
      ...options,
    };
  }

  /** Takes a record; `false` when it was refused and counted as dropped. */
  enqueue(record: T): boolean {
    const bytes = this.options.sizeOf(record);
    if (this.closed) {
      return this.drop('shutdown', 1, false);
    }
    if (bytes > this.options.maxBatchBytes) {
      return this.drop('record_too_large', 1, false);
    }
    if (
      this.buffer.bytes + this.inFlightBytes + bytes >
      this.options.maxQueuedBytes
    ) {
      return this.drop('queue_full', 1, false);
    }
    this.counters.accepted += 1;
    this.buffer.push(record, bytes);
    if (this.hasFullBatch()) {
      this.dispatch();
    } else {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.dispatch(true);
      }, this.options.maxBatchAgeMs).unref();
    }
    return true;
  }

  /** Counts records that a sink could not even offer (they failed to encode, say). Returns false, as a refused `enqueue` does. */
  countDropped(reason: DropReason, records = 1): false {
    return this.drop(reason, records, false);
  }

  /**
   * Sends what waits, cutting backoff short, and awaits everything in flight.
   *
   * @param deadlineMs milliseconds from now
   * @returns records still not acknowledged at the deadline
   */
  async flush(deadlineMs: number): Promise<number> {
    const until = Date.now() + deadlineMs;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, deadlineMs);
    });
    this.flushing += 1;
    this.wait.interrupt();
    try {
      while (this.size > 0 && Date.now() < until) {
        this.dispatch(true);
        await Promise.race([deadline, ...this.inFlight]);
      }
    } finally {
      this.flushing -= 1;
      clearTimeout(timer);
    }
    return this.size;
  }

  /** Aborts what is in flight, counts what is left as dropped (`shutdown`), and releases the transport. */
  close(): void {
    if (this.closed) {
      return;
    }
    this.closed = true;
    clearTimeout(this.timer);
    this.drop('shutdown', this.buffer.clear(), true);
    for (const attempt of this.attempts) {
      attempt.abort();
    }
    this.wait.interrupt();
    void Promise.allSettled(this.inFlight).then(() =>
      this.options.transport.close?.(),
    );
  }

  figures(): DeliveryFigures {
    return {
      accepted: this.counters.accepted,
      delivered: this.counters.delivered,
      retried: this.counters.retried,
      dropped: { ...this.counters.dropped },
      queued: this.size,
      queuedBytes: this.buffer.bytes + this.inFlightBytes,
      oldestAgeMs: this.buffer.oldestAgeMs(),
    };
  }

  private get size(): number {
    return this.buffer.length + this.inFlightRecords;
  }

  private hasFullBatch(): boolean {
    return (
      this.buffer.length >= this.options.maxBatchRecords ||
      this.buffer.bytes >= this.options.maxBatchBytes
    );
  }

  private dispatch(evenPartial = false): void {
    const hasBatch = (): boolean =>
      evenPartial ? this.buffer.length > 0 : this.hasFullBatch();
    while (
      this.inFlight.size < this.options.maxConcurrentBatches &&
      hasBatch()
    ) {
      const { records, bytes } = this.buffer.take(
        this.options.maxBatchRecords,
        this.options.maxBatchBytes,
      );
      this.inFlightRecords += records.length;
      this.inFlightBytes += bytes;
      const delivery = this.deliver(records).finally(() => {
        this.inFlight.delete(delivery);
        this.inFlightBytes -= bytes;
        this.dispatch(this.flushing > 0 || this.timer === undefined);
      });
      this.inFlight.add(delivery);
    }
  }

  private async deliver(records: readonly T[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const result = this.closed ? CLOSED : await this.attempt(records);
      if (result.outcome === 'delivered') {
        const refused = result.refused ?? 0;
        this.settle(records.length - refused, refused, result.reason);
        return;
      }
      if (result.outcome === 'refused' && result.whole === true) {
        this.settle(0, records.length, result.reason);
        return;
      }
      if (result.outcome !== 'retry') {
        await this.divide(records, `${result.outcome}: ${result.reason}`);
        return;
      }
      if (this.closed) {
        this.inFlightRecords -= records.length;
        this.drop('shutdown', records.length, true);
        return;
      }
      this.counters.retried += 1;
      this.options.trouble.report(
        `${result.reason}; ${String(this.size)} records are kept and sent again`,
      );
      const pause = Math.max(
        backoffMs(attempt, this.options.backoff),
        result.retryAfterMs ?? 0,
      );
      await this.wait.for(this.flushing > 0 ? Math.min(pause, 1000) : pause);
    }
  }

  /** A refused batch is halved until the record at fault stands alone; that one is dropped. */
  private async divide(records: readonly T[], reason: string): Promise<void> {
    if (records.length <= 1) {
      this.settle(0, records.length, reason);
      return;
    }
    const middle = records.length >> 1;
    await this.deliver(records.slice(0, middle));
    await this.deliver(records.slice(middle));
  }

  private async attempt(records: readonly T[]): Promise<AttemptResult> {
    const { attemptTimeoutMs, transport } = this.options;
    const controller = new AbortController();
    const limit = setTimeout(() => {
      controller.abort();
    }, attemptTimeoutMs).unref();
    this.attempts.add(controller);
    try {
      return await outsideRequests(() =>
        transport.send(records, controller.signal),
      );
    } catch (error) {
      const reason = controller.signal.aborted
        ? `no answer within ${String(attemptTimeoutMs)} ms`
        : describe(error);
      return { outcome: 'retry', reason };
    } finally {
      clearTimeout(limit);
      this.attempts.delete(controller);
    }
  }

  private settle(delivered: number, refused: number, reason?: string): void {
    this.inFlightRecords -= delivered + refused;
    this.counters.delivered += delivered;
    if (refused > 0) {
      this.drop('refused', refused, true);
      this.options.trouble.report(
        `${String(refused)} records refused${reason === undefined ? '' : `: ${reason}`}`,
      );
    }
  }

  private drop(reason: DropReason, records: number, accepted: boolean): false {
    this.counters.dropped[reason] += records;
    if (!accepted) {
      this.options.trouble.report(
        `${String(records)} records dropped: ${reason}`,
      );
    }
    return false;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'the attempt failed';
  }
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : error.message;
}
