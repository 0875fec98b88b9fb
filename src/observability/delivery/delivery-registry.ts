import type { DeliveryFigures } from './delivery-figures.js';
import type { DeliveryQueue } from './delivery-queue.js';

type AnyQueue = Pick<
  DeliveryQueue<never>,
  'name' | 'flush' | 'close' | 'figures'
>;

/** All queues of the process: flushed together under one deadline, and asked together for their figures. */
export class DeliveryRegistry {
  private readonly queues = new Set<AnyQueue>();

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

  close(): void {
    for (const queue of this.queues) {
      queue.close();
    }
    this.queues.clear();
  }

  figures(): Readonly<Record<string, DeliveryFigures>> {
    return Object.fromEntries(
      [...this.queues].map((queue) => [queue.name, queue.figures()]),
    );
  }
}
