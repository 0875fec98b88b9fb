import type { DeliveryRegistryOptions } from './delivery.options.js';
import { type DeliveryFigures, lossesOf } from './delivery-figures.js';
import type { SinkOptions } from './delivery-options.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DEFAULT_MAX_BYTES, MemoryBudget } from './memory-budget.js';
import { MovableDeadline } from './movable-deadline.js';
import { Spool } from './spool/index.js';

type AnyQueue = Pick<
  DeliveryQueue<never>,
  'name' | 'flush' | 'close' | 'figures'
>;

/** Share of a stop's time that the spool has for what could not be delivered, and the most that it needs, in milliseconds. */
const SPOOL_SHARE = 0.25;
const SPOOL_RESERVE_MS = 1000;
/** Time after which a disk that does not answer is given up, in milliseconds. */
const SPOOL_LIMIT_MS = 2000;

/** All queues of the process: within one budget, flushed together under one deadline, and asked together for their figures. */
export class DeliveryRegistry {
  private readonly queues = new Set<AnyQueue>();
  private readonly memory: MemoryBudget;
  private readonly disk: Spool | undefined;
  private stopping: Promise<void> | undefined;
  private readonly flushUntil = new MovableDeadline();
  private endsAt = Number.POSITIVE_INFINITY;

  /**
   * @param write takes the one line that a stop may have to say. @default stderr
   * @throws SpoolUnusable when the directory can't be written to
   */
  constructor(
    { maxBytes, spoolDir, spoolMaxBytes }: DeliveryRegistryOptions = {},
    private readonly write: (line: string) => void = (line) =>
      void process.stderr.write(line),
  ) {
    this.memory = new MemoryBudget(maxBytes ?? DEFAULT_MAX_BYTES);
    this.disk =
      spoolDir === undefined
        ? undefined
        : new Spool({ dir: spoolDir, maxBytes: spoolMaxBytes });
  }

  /** Makes a queue that shares the budget, the spool and the stop with the others. */
  open<T>(options: SinkOptions<T>): DeliveryQueue<T> {
    const queue = new DeliveryQueue(options, {
      budget: this.memory,
      spool: this.disk,
    });
    this.queues.add(queue);
    return queue;
  }

  /**
   * Flushes every queue at once.
   *
   * @param deadlineMs milliseconds from now
   * @returns for each queue that could not be emptied, the records that stayed behind
   */
  async flush(deadlineMs: number): Promise<Readonly<Record<string, number>>> {
    const left: Record<string, number> = {};
    await Promise.all(
      [...this.queues].map(async (queue) => {
        const records = await queue.flush(deadlineMs);
        if (records > 0) {
          left[queue.name] = records;
        }
      }),
    );
    return left;
  }

  /** Sets when a stop has to be over, in milliseconds of `performance.now()`. */
  stopBy(timeMs: number): void {
    this.endsAt = timeMs;
  }

  /**
   * Flushes every queue and closes it; what stays behind goes to the spool, or is told in one line. A further call waits for
   * the first, which ends by the earlier of both times. Never rejects.
   *
   * @param deadlineMs time for the flush, and for the spool, in milliseconds; less where `stopBy` says so
   */
  stop(deadlineMs: number): Promise<void> {
    const leftMs = Math.max(
      0,
      Math.min(deadlineMs, this.endsAt - performance.now()),
    );
    const reserveMs =
      this.disk === undefined
        ? 0
        : Math.min(SPOOL_RESERVE_MS, leftMs * SPOOL_SHARE);
    this.flushUntil.noLaterThan(performance.now() + leftMs - reserveMs);
    this.stopping ??= this.end(leftMs - reserveMs);
    return this.stopping;
  }

  figures(): Readonly<Record<string, DeliveryFigures>> {
    return Object.fromEntries(
      [...this.queues].map((queue) => [queue.name, queue.figures()]),
    );
  }

  /** Memory of all queues together, in bytes. */
  budget(): {
    readonly maxBytes: number;
    readonly usedBytes: number;
    readonly peakBytes: number;
  } {
    const { maxBytes, used, peak } = this.memory;
    return { maxBytes, usedBytes: used, peakBytes: peak };
  }

  /** The files of this process; undefined without a spool. */
  spool(): ReturnType<Spool['figures']> | undefined {
    return this.disk?.figures();
  }

  private async end(flushMs: number): Promise<void> {
    await Promise.race([this.flush(flushMs), this.flushUntil.reached]);
    this.flushUntil.clear();
    const closed = Promise.all([...this.queues].map((queue) => queue.close()));
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SPOOL_LIMIT_MS);
    });
    await Promise.race([closed.then(() => this.disk?.close()), deadline]);
    clearTimeout(timer);
    this.tell();
  }

  private tell(): void {
    const told = Object.entries(this.figures()).flatMap(([sink, figures]) =>
      lossesOf(figures).map((loss) => `${sink} ${loss}`),
    );
    if (told.length > 0) {
      this.write(`telemetry: stopped; ${told.join(', ')}\n`);
    }
  }
}
