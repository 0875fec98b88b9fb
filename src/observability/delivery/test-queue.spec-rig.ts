import type { SinkOptions } from './delivery-options.js';
import { DeliveryQueue } from './delivery-queue.js';
import { HttpPost, outcomeOfStatus } from './http-post.js';
import { MemoryBudget } from './memory-budget.js';
import { PRIORITY } from './priority.js';
import type { RecordCodec, Spool } from './spool/index.js';
import { TroubleReporter } from './trouble-reporter.js';

const queues: DeliveryQueue<string>[] = [];

const textCodec: RecordCodec<string> = {
  encode: (record) => Buffer.from(record),
  decode: (bytes) => Buffer.from(bytes).toString(),
};

interface RigOptions extends Partial<SinkOptions<string>> {
  readonly budget?: MemoryBudget;
  readonly spool?: Spool;
}

/** A queue of texts that posts each batch as lines; `lines` are those that it wrote of its trouble. */
export function queueTo(
  url: URL,
  { budget = new MemoryBudget(), spool, ...options }: RigOptions = {},
): { queue: DeliveryQueue<string>; lines: string[] } {
  const lines: string[] = [];
  const http = new HttpPost({ url });
  const queue = new DeliveryQueue<string>(
    {
      name: 'test',
      sizeOf: (record) => record.length,
      priorityOf: () => PRIORITY.log,
      codec: textCodec,
      maxBatchAgeMs: 5,
      backoff: { initialMs: 5, maxMs: 20 },
      trouble: new TroubleReporter('test', (line) => lines.push(line)),
      transport: {
        send: async (records, signal) => {
          const body = Buffer.from(records.join('\n'));
          const answer = await http.post({}, body, signal);
          return answer.status === 200
            ? { outcome: 'delivered' }
            : outcomeOfStatus(answer);
        },
        close: () => {
          http.close();
        },
      },
      ...options,
    },
    { budget, spool },
  );
  queues.push(queue);
  return { queue, lines };
}

export async function closeQueues(): Promise<void> {
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
}

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `record-${String(index)}`);
}
