import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { outsideRequests } from './outside-requests.js';
import { queueTo } from './test-queue.spec-rig.js';

describe('what delivers telemetry', () => {
  const request = new AsyncLocalStorage<string>();

  it('runs outside the request that reports', async () => {
    const seen = await request.run('a request', () =>
      outsideRequests(async () => {
        await setImmediate();
        return request.getStore();
      }),
    );
    expect(seen).toBeUndefined();
  });

  it('is so for the transport of a queue, in batches of any age', async () => {
    const stores: unknown[] = [];
    const { queue } = queueTo(new URL('http://unused.example'), {
      maxBatchRecords: 2,
      transport: {
        send: async () => {
          await setImmediate();
          stores.push(request.getStore());
          return { outcome: 'delivered' };
        },
      },
    });
    request.run('a request', () => {
      ['a', 'b', 'c'].forEach((record) => queue.enqueue(record));
    });
    await request.run('another', () => queue.flush(5000));
    await queue.close();
    expect(stores).toEqual([undefined, undefined]);
  });
});
