import type { Batch } from './batch.js';
import { DeliveryCounters, type DropReason } from './delivery-figures.js';
import { heldBy, type MemoryBudget } from './memory-budget.js';
import type { Entry } from './record-lane.js';
import type { SinkSpool } from './spool/index.js';
import type { TroubleReporter } from './trouble-reporter.js';

/** What became of records that are settled; the others were delivered. */
export interface Settlement {
  /** Records that the vendor named as not kept. */
  readonly refused?: number | undefined;
  /** Records that did not have to be sent any more. */
  readonly outdated?: number | undefined;
  readonly reason?: string | undefined;
}

/** What became of every record of a queue. */
export class DeliveryLedger<T> {
  readonly counters = new DeliveryCounters();
  private keyTold = false;

  constructor(
    private readonly budget: MemoryBudget,
    private readonly trouble: TroubleReporter,
  ) {}

  /**
   * Records of a batch need not be kept any longer.
   *
   * @param spool where they stand on disk too, if they do
   */
  settle(
    entries: readonly Entry<T>[],
    { file }: Batch<T>,
    spool: SinkSpool<T> | undefined,
    { refused = 0, outdated = 0, reason = 'no reason given' }: Settlement,
  ): void {
    this.budget.give(heldBy(entries));
    if (file !== undefined) {
      spool?.settle(file, entries.length);
    }
    this.counters.delivered += entries.length - refused - outdated;
    this.counters.dropped.outdated += outdated;
    if (refused > 0) {
      this.counters.dropped.refused += refused;
      this.trouble.report(`${String(refused)} records refused: ${reason}`);
    }
    this.keyTold = false;
  }

  drop(reason: DropReason, records: number): void {
    this.counters.dropped[reason] += records;
    // What a stop leaves behind is told by whoever stops.
    if (reason !== 'shutdown') {
      this.trouble.report(`${String(records)} records dropped: ${reason}`);
    }
  }

  /** @param waiting records that are kept */
  retried(reason: string, keyRefused: boolean, waiting: number): void {
    this.counters.retried += 1;
    // A person mends a key: telling it again every minute helps nobody.
    if (!keyRefused || !this.keyTold) {
      this.trouble.report(
        `${reason}; ${String(waiting)} records are kept and sent again`,
      );
    }
    this.keyTold = keyRefused;
  }
}
