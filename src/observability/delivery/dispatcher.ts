import type { Attempts } from './attempt.js';
import type { AttemptResult } from './attempt-result.js';
import {
  type Batch,
  batchOf,
  bytesOf,
  halvesOf,
  noteFailure,
} from './batch.js';
import type { Circuit } from './circuit.js';
import type { DeliveryLedger, Settlement } from './delivery-ledger.js';
import { InterruptibleWait } from './interruptible-wait.js';
import { heldBy, type MemoryBudget } from './memory-budget.js';
import type { LearnedLimits } from './learned-limits.js';
import type { SinkSpool } from './spool/index.js';
import type { WaitingRecords } from './waiting-records.js';

/** Longest wait between two attempts while somebody waits for them, in milliseconds. */
const HURRIED_PAUSE_MS = 1000;
/** A batch that failed so often, though others arrived, is itself at fault. */
const SUSPECT_AFTER = 3;
/** A record on which a vendor failed so often, with others delivered each time in between, is: not even a vendor that fails every other time does that. */
const HOPELESS_AFTER = 20;
/** Failed batches beyond which no other begins before they are settled. */
const MAX_RETRIES = 4;

interface DispatcherParts<T> {
  readonly waiting: WaitingRecords<T>;
  readonly ledger: DeliveryLedger<T>;
  readonly budget: MemoryBudget;
  readonly circuit: Circuit;
  readonly attempts: Attempts<T>;
  readonly limits: LearnedLimits;
  readonly spool: SinkSpool<T> | undefined;
}

/** Sends what waits, batch by batch, again and again until each record is settled. */
export class Dispatcher<T> {
  readonly inFlight = new Set<Batch<T>>();
  /** Interrupted whenever an attempt has ended. */
  readonly progress = new InterruptibleWait();
  private probeTimer: NodeJS.Timeout | undefined;
  /** When it fires, in milliseconds of `performance.now()`. */
  private probeTimerAt = 0;
  private loading = false;
  private wasFresh = false;
  private hurries = 0;
  private stopped = false;

  constructor(
    private readonly parts: DispatcherParts<T>,
    private readonly maxConcurrentBatches: number,
    /** Whether a batch that is not full may go. */
    private readonly isDue: () => boolean,
  ) {}

  /** Sends even what is not full, with short waits only, until the returned function is called. */
  hurry(): () => void {
    this.hurries += 1;
    this.parts.circuit.hurry();
    return () => {
      this.hurries -= 1;
      this.dispatch();
    };
  }

  /** Begins what can begin now. */
  dispatch(isDue = this.hurries > 0 || this.isDue()): void {
    while (!this.stopped && this.inFlight.size < this.maxConcurrentBatches) {
      const batch = this.nextBatch(isDue);
      if (batch === undefined) {
        break;
      }
      this.inFlight.add(batch);
      void this.deliver(batch);
    }
    const { circuit, waiting } = this.parts;
    if (!circuit.isClosed && !this.stopped) {
      void waiting.park(() => !circuit.isClosed);
    }
  }

  /** Ends every attempt; what they were about waits again. Nobody needs to wait for progress any longer. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.probeTimer);
    this.parts.attempts.abort();
    this.progress.interrupt();
    while (this.inFlight.size > 0) {
      await this.progress.for(HURRIED_PAUSE_MS);
    }
  }

  private nextBatch(isDue: boolean): Batch<T> | undefined {
    const { circuit, waiting, limits } = this.parts;
    const probes = !circuit.isClosed;
    if (probes && this.inFlight.size > 0) {
      return undefined;
    }
    if (probes && performance.now() < circuit.probeAt) {
      this.probeLater();
      return undefined;
    }
    const hasFresh =
      waiting.buffered > 0 &&
      (isDue || probes || waiting.hasFullBatch(limits.current));
    const takesFresh = hasFresh && this.isTurnOfFresh();
    const batch = takesFresh
      ? batchOf(waiting.take(limits.current))
      : waiting.takeRetry();
    if (batch === undefined && this.hurries === 0) {
      void this.loadFromSpool();
    }
    this.wasFresh = takesFresh;
    return batch;
  }

  /** Retries go first; of one that keeps failing, others are tried in turn. */
  private isTurnOfFresh(): boolean {
    const { nextRetry, retries } = this.parts.waiting;
    return (
      nextRetry === undefined ||
      (nextRetry.answeredFailures >= SUSPECT_AFTER - 1 &&
        retries < MAX_RETRIES &&
        !this.wasFresh)
    );
  }

  private async loadFromSpool(): Promise<void> {
    const { budget, spool, waiting } = this.parts;
    if (spool?.hasFiles !== true || this.loading || this.stopped) {
      return;
    }
    this.loading = true;
    for (const batch of await spool.load()) {
      budget.hold(heldBy(batch.entries));
      waiting.retryLater(batch, 'last');
    }
    this.loading = false;
    this.dispatch();
  }

  private async deliver(batch: Batch<T>): Promise<void> {
    const records = batch.entries.map(({ record }) => record);
    const result = await this.parts.attempts.make(records);
    this.inFlight.delete(batch);
    this.conclude(batch, result);
    this.progress.interrupt();
    this.dispatch();
  }

  private conclude(batch: Batch<T>, result: AttemptResult): void {
    if (result.outcome === 'partly') {
      this.settle(batch, result.delivered, result);
      if (batch.entries.length > 0) {
        this.retry(batch, { ...result, outcome: 'retry' });
      }
      return;
    }
    if (result.outcome === 'retry') {
      this.retry(batch, result);
      return;
    }
    const { length } = batch.entries;
    this.parts.circuit.answered();
    if (result.outcome === 'delivered') {
      this.settle(batch, length, result);
    } else if (
      length === 1 ||
      (result.outcome === 'refused' && result.whole === true)
    ) {
      this.settle(batch, length, { refused: length, reason: result.reason });
    } else {
      if (result.outcome === 'too-large') {
        this.parts.limits.tooLarge(bytesOf(batch));
      }
      this.divide(batch);
    }
  }

  private retry(
    batch: Batch<T>,
    result: Extract<AttemptResult, { outcome: 'retry' }>,
  ): void {
    const { waiting, circuit, ledger } = this.parts;
    waiting.retryLater(batch, 'last');
    if (this.stopped) {
      return;
    }
    if (result.answered === true) {
      noteFailure(batch, ledger.counters.delivered);
    }
    ledger.retried(result.reason, result.keyRefused === true, waiting.size);
    this.divideSuspect(batch);
    circuit.failed(
      result.retryAfterMs,
      this.hurries > 0 ? HURRIED_PAUSE_MS : undefined,
    );
    this.probeLater();
  }

  private probeLater(): void {
    const { probeAt } = this.parts.circuit;
    if (this.probeTimer !== undefined && this.probeTimerAt === probeAt) {
      return;
    }
    clearTimeout(this.probeTimer);
    this.probeTimerAt = probeAt;
    const wait = Math.max(0, probeAt - performance.now());
    this.probeTimer = setTimeout(() => {
      this.probeTimer = undefined;
      this.dispatch(true);
    }, Math.ceil(wait)).unref();
  }

  /** A batch that keeps failing while others arrive holds a record that the vendor can't take: halve it, at last drop it. */
  private divideSuspect(batch: Batch<T>): void {
    const { answeredFailures, timesPassed, entries } = batch;
    if (answeredFailures < SUSPECT_AFTER || timesPassed === 0) {
      return;
    }
    if (entries.length > 1) {
      this.parts.waiting.withdraw(batch);
      this.divide(batch);
    } else if (timesPassed >= HOPELESS_AFTER) {
      this.parts.waiting.withdraw(batch);
      const reason = 'the vendor fails on it, and on no other';
      this.settle(batch, 1, { refused: 1, reason });
    }
  }

  private divide(batch: Batch<T>): void {
    const [first, second] = halvesOf(batch);
    this.parts.waiting.retryLater(second, 'first');
    this.parts.waiting.retryLater(first, 'first');
  }

  /** Lets go of a batch's first records. */
  private settle(
    batch: Batch<T>,
    records: number,
    settlement: Settlement,
  ): void {
    const { ledger, spool } = this.parts;
    const entries = batch.entries.splice(0, records);
    ledger.settle(entries, batch, spool, settlement);
  }
}
