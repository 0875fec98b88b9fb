import { closeReceivers, receive } from './record-receiver.spec-server.js';
import { closeQueues, numbered, queueTo } from './test-queue.spec-rig.js';

/** Every record is somewhere. */
function expectBalance(
  figures: ReturnType<ReturnType<typeof queueTo>['queue']['figures']>,
): void {
  const { accepted, recovered, delivered, dropped, queued, spooled } = figures;
  const lost =
    dropped.evicted +
    dropped.refused +
    dropped.shutdown +
    dropped.spool_full +
    dropped.spool_failed;
  expect(delivered + lost + queued + spooled).toBe(accepted + recovered);
}

describe('a queue whose vendor is in trouble', () => {
  afterEach(async () => {
    await closeQueues();
    closeReceivers();
  });

  it('probes with one attempt at a time, and delivers all when the vendor is back', async () => {
    let away = true;
    let atOnce = 0;
    let most = 0;
    const { queue } = queueTo(new URL('http://unused.example'), {
      maxBatchRecords: 10,
      maxConcurrentBatches: 4,
      transport: {
        send: async () => {
          atOnce += 1;
          most = Math.max(most, atOnce);
          await new Promise((resolve) => setTimeout(resolve, 2));
          atOnce -= 1;
          return away
            ? { outcome: 'retry', reason: 'away' }
            : { outcome: 'delivered' };
        },
      },
    });
    queue.enqueue('the first of all');
    await expect.poll(() => queue.figures().circuit).toBe('open');
    most = 0;
    const { retried } = queue.figures();
    numbered(200).forEach((record) => queue.enqueue(record));
    await expect
      .poll(() => queue.figures().retried, { timeout: 5000 })
      .toBeGreaterThan(retried + 5);
    expect(most).toBe(1);

    away = false;
    await expect.poll(() => queue.figures().delivered).toBe(201);
    expect(queue.figures()).toMatchObject({
      circuit: 'closed',
      queued: 0,
      queuedBytes: 0,
    });
  });

  it('singles out a record on which the vendor fails, and lets all others pass', async () => {
    const receiver = await receive((records) => ({
      status: records.includes('record-13') ? 500 : 200,
    }));
    const { queue } = queueTo(receiver.url, { maxBatchRecords: 16 });
    let next = 0;
    const load = setInterval(
      () => queue.enqueue(`record-${String(next++)}`),
      1,
    );

    await expect
      .poll(() => queue.figures().dropped.refused, { timeout: 10_000 })
      .toBe(1);
    clearInterval(load);
    await queue.flush(5000);

    expect(receiver.accepted).not.toContain('record-13');
    expect(receiver.accepted.toSorted()).toEqual(
      numbered(next)
        .filter((record) => record !== 'record-13')
        .toSorted(),
    );
    expectBalance(queue.figures());
  });

  it('gives nothing up while nobody arrives, however often the vendor fails', async () => {
    let down = true;
    const receiver = await receive(() => ({ status: down ? 500 : 200 }));
    const { queue } = queueTo(receiver.url, { maxBatchRecords: 10 });
    numbered(40).forEach((record) => queue.enqueue(record));
    await expect.poll(() => queue.figures().retried).toBeGreaterThan(20);

    down = false;
    expect(await queue.flush(5000)).toBe(0);

    expect(receiver.accepted.toSorted()).toEqual(numbered(40).toSorted());
  });

  it('says of a refused key once, and keeps the records', async () => {
    let refused = true;
    const receiver = await receive(() => ({ status: refused ? 401 : 200 }));
    const { queue, lines } = queueTo(receiver.url);
    queue.enqueue('held');
    await queue.flush(2500);
    expect(queue.figures().retried).toBeGreaterThan(1);
    expect(lines).toEqual([expect.stringContaining('check the credentials')]);

    refused = false;
    expect(await queue.flush(5000)).toBe(0);
    expect(receiver.accepted).toEqual(['held']);
  });

  it('sends again only what did not arrive of a batch', async () => {
    const sent: string[][] = [];
    const { queue } = queueTo(new URL('http://unused.example'), {
      transport: {
        send: (records) => {
          sent.push([...records]);
          return Promise.resolve(
            sent.length === 1
              ? { outcome: 'partly', delivered: 3, refused: 1, reason: 'cut' }
              : { outcome: 'delivered' },
          );
        },
      },
    });
    numbered(5).forEach((record) => queue.enqueue(record));
    expect(await queue.flush(5000)).toBe(0);

    expect(sent).toEqual([numbered(5), ['record-3', 'record-4']]);
    expect(queue.figures()).toMatchObject({
      delivered: 4,
      dropped: { refused: 1 },
    });
  });

  it('brings what waits into its smallest form, and gives the memory back', async () => {
    const receiver = await receive(() => ({ status: 503 }));
    const parked = new Set<string>();
    const { queue } = queueTo(receiver.url, {
      backoff: { initialMs: 60_000, maxMs: 60_000 },
      memoryOf: (record) => (parked.has(record) ? 10 : 1000),
      park: (record) => {
        parked.add(record);
      },
    });
    queue.enqueue('the first of all');
    await expect.poll(() => queue.figures().circuit).toBe('open');
    numbered(300).forEach((record) => queue.enqueue(record));

    await expect
      .poll(() => queue.figures().queuedBytes)
      .toBeLessThanOrEqual(300 * 10 + 1000);
    expect(parked.size).toBe(300);
  });

  it('counts a record that cannot be measured, and loses no neighbour', async () => {
    const receiver = await receive(() => ({ status: 200 }));
    const { queue } = queueTo(receiver.url, {
      sizeOf: (record) => {
        if (record === 'bad') {
          throw new Error('no size');
        }
        return record.length;
      },
    });
    expect(['a', 'bad', 'b'].map((record) => queue.enqueue(record))).toEqual([
      true,
      false,
      true,
    ]);
    await queue.flush(5000);
    expect(receiver.accepted).toEqual(['a', 'b']);
    expect(queue.figures().dropped.encode_failed).toBe(1);
  });

  it('settles an attempt at its limit even when the transport does not heed its signal', async () => {
    let attempts = 0;
    const { queue } = queueTo(new URL('http://unused.example'), {
      attemptTimeoutMs: 20,
      transport: {
        send: () => {
          attempts += 1;
          return attempts === 1
            ? new Promise(() => undefined)
            : Promise.resolve({ outcome: 'delivered' });
        },
      },
    });
    queue.enqueue('patient');
    await expect.poll(() => queue.figures().delivered).toBe(1);
  });

  it('balances its books through whatever a vendor does', async () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const answers = ['reset' as const, 200, 200, 413, 400, 429, 500, 503];
    const receiver = await receive(() => {
      const answer = answers[random(answers.length)] ?? 200;
      return answer === 'reset' ? answer : { status: answer };
    });
    const { queue } = queueTo(receiver.url, { maxBatchRecords: 7 });
    for (const record of numbered(500)) {
      queue.enqueue(record);
      if (random(20) === 0) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        expectBalance(queue.figures());
      }
    }
    await queue.flush(15_000);
    expectBalance(queue.figures());
    expect(new Set(receiver.accepted).size).toBe(receiver.accepted.length);
    expect(receiver.accepted).toHaveLength(queue.figures().delivered);
  });
});
