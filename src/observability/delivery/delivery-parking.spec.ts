import { closeQueues, numbered, queueTo } from './test-queue.spec-rig.js';

describe('a queue that parks what waits', () => {
  afterEach(closeQueues);

  it('lets the event loop turn, however long a record takes', async () => {
    let parked = 0;
    const { queue } = queueTo(new URL('http://unused.example'), {
      maxBatchRecords: 1000,
      park: () => {
        const until = performance.now() + 1;
        while (performance.now() < until);
        parked += 1;
      },
      transport: {
        send: () => Promise.resolve({ outcome: 'retry', reason: 'away' }),
      },
    });
    queue.enqueue('the first of all');
    await expect.poll(() => queue.figures().circuit).toBe('open');
    numbered(300).forEach((record) => queue.enqueue(record));
    let most = 0;
    let before = 0;
    const watch = setInterval(() => {
      most = Math.max(most, parked - before);
      before = parked;
    }, 1);
    await expect.poll(() => parked).toBe(300);
    clearInterval(watch);

    expect(most).toBeLessThan(50);
  });
});
