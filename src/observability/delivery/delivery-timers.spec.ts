import type { AttemptResult } from './attempt-result.js';
import { closeQueues, queueTo } from './test-queue.spec-rig.js';

const AWAY: AttemptResult = {
  outcome: 'retry',
  reason: 'away',
  retryAfterMs: 60_000,
};

describe('the timers of a queue', () => {
  afterEach(closeQueues);

  it('probe every second while a flush waits, though the vendor asked for a minute', async () => {
    let attempts = 0;
    const { queue } = queueTo(new URL('http://unused.example'), {
      transport: {
        send: () => {
          attempts += 1;
          return Promise.resolve(
            attempts < 4 ? AWAY : { outcome: 'delivered' },
          );
        },
      },
    });
    queue.enqueue('a record');
    await expect.poll(() => attempts).toBe(1);

    await expect(queue.flush(4000)).resolves.toBe(0);
    expect(attempts).toBe(4);
  });

  it('leave the vendor alone as long as it asked, though it answers another attempt', async () => {
    const first = Promise.withResolvers<AttemptResult>();
    const second = Promise.withResolvers<AttemptResult>();
    const answers = [first.promise, second.promise];
    const startedAt: number[] = [];
    const { queue } = queueTo(new URL('http://unused.example'), {
      maxBatchRecords: 1,
      transport: {
        send: () => {
          const answer = answers[startedAt.length];
          startedAt.push(performance.now());
          return answer ?? Promise.resolve({ outcome: 'delivered' });
        },
      },
    });
    queue.enqueue('first');
    queue.enqueue('second');
    const askedAt = performance.now();
    first.resolve({ ...AWAY, retryAfterMs: 300 });
    await expect.poll(() => queue.figures().circuit).toBe('open');
    second.resolve({ outcome: 'delivered' });

    await expect.poll(() => queue.figures().delivered).toBe(2);
    expect(startedAt).toHaveLength(3);
    expect((startedAt[2] ?? 0) - askedAt).toBeGreaterThanOrEqual(300);
    expect(queue.figures().circuit).toBe('closed');
  });

  it('let a transport whose attempt is cut short tell what arrived', async () => {
    const { queue } = queueTo(new URL('http://unused.example'), {
      transport: {
        send: (_records, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              setTimeout(resolve, 20, {
                outcome: 'partly',
                delivered: 1,
                reason: 'cut short',
              } satisfies AttemptResult);
            });
          }),
      },
    });
    queue.enqueue('sent');
    queue.enqueue('left');
    await expect.poll(() => queue.figures().queued).toBe(2);
    await queue.flush(20);

    await queue.close();

    expect(queue.figures()).toMatchObject({
      delivered: 1,
      dropped: { shutdown: 1 },
    });
  });

  it('are not held by a flush once the queue is closed', async () => {
    const { queue } = queueTo(new URL('http://unused.example'), {
      transport: { send: () => Promise.resolve(AWAY) },
    });
    queue.enqueue('a record');
    await expect.poll(() => queue.figures().circuit).toBe('open');
    const begin = performance.now();
    const flushed = queue.flush(5000);
    await expect.poll(() => queue.figures().retried).toBe(2);

    await queue.close();
    await flushed;

    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
