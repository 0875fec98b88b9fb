import type { DeliveryFigures } from './delivery-figures.js';
import type { DeliveryQueue } from './delivery-queue.js';

type AnyQueue = Pick<
  DeliveryQueue<never>,
  'name' | 'flush' | 'close' | 'figures'
>;

/** All queues of the process: flushed together under one deadline, and asked together for their figures. */
export class DeliveryRegistry {
  private readonly queues = new Set<AnyQueue>();
  private stopping: Promise<void> | undefined;
  private until: number | undefined;

  /** Adds a queue and hands it back. */
  add<Q extends AnyQueue>(queue: Q): Q {
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

  /** When the process's stop has to be over, in milliseconds of `performance.now()`. */
  stopBy(timeMs: number): void {
    this.until = timeMs;
  }

  /** Time until the stop has to be over, in milliseconds; undefined when nobody said. */
  timeLeftMs(): number | undefined {
    return this.until === undefined
      ? undefined
      : Math.max(0, this.until - performance.now());
  }

  /** Flushes until `deadlineMs` from now, then closes everything; one line on stderr when something stayed behind. Never rejects. */
  stop(deadlineMs: number): Promise<void> {
    this.stopping ??= this.flushAndClose(deadlineMs);
    return this.stopping;
  }

  private async flushAndClose(deadlineMs: number): Promise<void> {
    const left = Object.entries(await this.flush(deadlineMs));
    this.close();
    if (left.length > 0) {
      const counts = left.map(
        ([sink, records]) => `${sink} ${String(records)}`,
      );
      process.stderr.write(
        `telemetry: not delivered when the time to stop was over: ${counts.join(', ')} records\n`,
      );
    }
  }

  close(): void {
    for (const queue of this.queues) {
      queue.close();
    }
    this.queues.clear();
  }

  /** Memory of all that waits, in bytes. */
  budget(): {
    readonly maxBytes: number;
    readonly usedBytes: number;
    readonly peakBytes: number;
  } {
    const usedBytes = [...this.queues].reduce(
      (sum, queue) => sum + queue.figures().queuedBytes,
      0,
    );
    return { maxBytes: 64 * 1024 ** 2, usedBytes, peakBytes: usedBytes };
  }

  /** The spool on disk; undefined without one. */
  spool():
    | {
        readonly dir: string;
        readonly maxBytes: number;
        readonly usedBytes: number;
        readonly files: number;
      }
    | undefined {
    return undefined;
  }

  figures(): Readonly<Record<string, DeliveryFigures>> {
    return Object.fromEntries(
      [...this.queues].map((queue) => [queue.name, queue.figures()]),
    );
  }
}
