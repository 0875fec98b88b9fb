import { closeReceivers, receive } from './record-receiver.spec-server.js';
import { closeQueues, numbered, queueTo } from './test-queue.spec-rig.js';

describe('DeliveryQueue', () => {
  afterEach(async () => {
    await closeQueues();
    closeReceivers();
  });

  it('delivers every accepted record once, in batches', async () => {
    const receiver = await receive(() => ({ status: 200 }));
    const { queue } = queueTo(receiver.url, { maxBatchRecords: 100 });
    const records = numbered(1050);

    for (const record of records) {
      expect(queue.enqueue(record)).toBe(true);
    }
    await queue.flush(5000);

    expect(receiver.accepted.toSorted()).toEqual(records.toSorted());
    expect(receiver.requests()).toBe(11);
    expect(queue.figures()).toMatchObject({
      accepted: 1050,
      delivered: 1050,
      queued: 0,
      queuedBytes: 0,
    });
  });

  it('sends what is enough for a batch, and all that came meanwhile with the next', async () => {
    const batches: number[] = [];
    const receiver = await receive((records) => {
      batches.push(records.length);
      return { status: 200 };
    });
    const { queue } = queueTo(receiver.url, {
      enoughRecords: 3,
      maxBatchRecords: 100,
      maxBatchAgeMs: 60_000,
      maxConcurrentBatches: 1,
    });

    for (const record of numbered(50)) {
      queue.enqueue(record);
    }

    await expect.poll(() => batches).toEqual([3, 47]);
    expect(receiver.accepted.toSorted()).toEqual(numbered(50).toSorted());
  });

  it('sends a lone record when its time is up, without a flush', async () => {
    const receiver = await receive(() => ({ status: 200 }));
    const { queue } = queueTo(receiver.url);

    queue.enqueue('alone');

    await expect.poll(() => receiver.accepted).toEqual(['alone']);
  });

  it.each([
    ['500', { status: 500 }],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '0' } }],
    ['429', { status: 429 }],
    ['a reset connection', 'reset' as const],
  ])('keeps records through %s and delivers them after', async (_, fault) => {
    const receiver = await receive((_records, request) =>
      request <= 4 ? fault : { status: 200 },
    );
    const { queue, lines } = queueTo(receiver.url, { maxBatchRecords: 10 });

    for (const record of numbered(40)) {
      queue.enqueue(record);
    }
    expect(await queue.flush(5000)).toBe(0);

    expect(receiver.accepted.toSorted()).toEqual(numbered(40).toSorted());
    expect(queue.figures().retried).toBe(4);
    expect(lines).toHaveLength(1);
  });

  it('aborts an attempt that hangs, and tries again', async () => {
    const receiver = await receive((_records, request) =>
      request === 1 ? 'hang' : { status: 200 },
    );
    const { queue } = queueTo(receiver.url, { attemptTimeoutMs: 50 });

    queue.enqueue('patient');

    await expect.poll(() => receiver.accepted).toEqual(['patient']);
  });

  it('waits as long as Retry-After says', async () => {
    const times: number[] = [];
    const receiver = await receive((_records, request) => {
      times.push(Date.now());
      return request === 1
        ? { status: 429, headers: { 'retry-after': '1' } }
        : { status: 200 };
    });
    const { queue } = queueTo(receiver.url);

    queue.enqueue('later');

    await expect
      .poll(() => receiver.accepted, { timeout: 5000 })
      .toEqual(['later']);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(950);
  });

  it('singles out the record that a vendor refuses, and loses no neighbour', async () => {
    const receiver = await receive((records) => ({
      status: records.includes('record-13') ? 400 : 200,
    }));
    const { queue } = queueTo(receiver.url);

    for (const record of numbered(40)) {
      queue.enqueue(record);
    }
    await queue.flush(5000);

    expect(receiver.accepted).toHaveLength(39);
    expect(receiver.accepted).not.toContain('record-13');
    expect(queue.figures()).toMatchObject({
      delivered: 39,
      dropped: { refused: 1 },
      queued: 0,
    });
  });

  it.each([301, 404, 405, 415])(
    'does not ask again for each record when the address is wrong (%i)',
    async (status) => {
      const receiver = await receive(() => ({ status }));
      const { queue } = queueTo(receiver.url);

      for (const record of numbered(40)) {
        queue.enqueue(record);
      }
      await queue.flush(5000);

      expect(receiver.requests()).toBe(1);
      expect(queue.figures()).toMatchObject({
        dropped: { refused: 40 },
        queued: 0,
      });
    },
  );

  it('divides a batch that is too large', async () => {
    const receiver = await receive((records) => ({
      status: records.length > 8 ? 413 : 200,
    }));
    const { queue } = queueTo(receiver.url);

    for (const record of numbered(50)) {
      queue.enqueue(record);
    }
    await queue.flush(5000);

    expect(receiver.accepted).toHaveLength(50);
  });

  it('keeps below a size that was refused as too large', async () => {
    let refused = 0;
    const receiver = await receive((records) => {
      refused += records.length > 8 ? 1 : 0;
      return { status: records.length > 8 ? 413 : 200 };
    });
    const { queue } = queueTo(receiver.url, { maxBatchBytes: 512 });
    numbered(50).forEach((record) => queue.enqueue(record));
    await queue.flush(5000);
    const refusedAtFirst = refused;

    numbered(50).forEach((record) => queue.enqueue(record));
    await queue.flush(5000);

    expect(refusedAtFirst).toBeGreaterThan(0);
    expect(refused).toBe(refusedAtFirst);
    expect(receiver.accepted).toHaveLength(100);
  });

  it('gives up a flush at its deadline, and counts what a close leaves behind', async () => {
    const receiver = await receive(() => 'hang');
    const { queue } = queueTo(receiver.url, { maxBatchRecords: 2 });
    for (const record of numbered(7)) {
      queue.enqueue(record);
    }

    const began = Date.now();
    expect(await queue.flush(100)).toBe(7);
    expect(Date.now() - began).toBeLessThan(1000);

    await queue.close();
    expect(queue.enqueue('too late')).toBe(false);
    expect(queue.figures()).toMatchObject({
      queued: 0,
      queuedBytes: 0,
      dropped: { shutdown: 7, closed: 1 },
    });
  });

  it('sends nothing more once it is closed, be a batch waiting for its next try or divided', async () => {
    const away = await receive(() => ({ status: 503 }));
    const waiting = queueTo(away.url, {
      backoff: { initialMs: 60_000, maxMs: 60_000 },
    }).queue;
    waiting.enqueue('held');
    await expect.poll(() => waiting.figures().retried).toBe(1);

    await waiting.close();
    expect(waiting.figures().dropped.shutdown).toBe(1);
    expect(away.requests()).toBe(1);

    let requests = 0;
    const { queue } = queueTo(away.url, {
      transport: {
        send: () => {
          requests += 1;
          void queue.close();
          return Promise.resolve({ outcome: 'too-large', reason: 'test' });
        },
      },
    });
    queue.enqueue('left');
    queue.enqueue('right');
    await expect.poll(() => queue.figures().dropped.shutdown).toBe(2);
    expect(requests).toBe(1);
    expect(queue.figures().queued).toBe(0);
  });

  it('cuts a long backoff short when it is flushed', async () => {
    let down = true;
    const receiver = await receive(() =>
      down ? { status: 503 } : { status: 200 },
    );
    const { queue } = queueTo(receiver.url, {
      backoff: { initialMs: 60_000, maxMs: 60_000 },
    });
    queue.enqueue('held');
    await expect.poll(() => queue.figures().retried).toBe(1);

    down = false;
    expect(await queue.flush(5000)).toBe(0);
    expect(receiver.accepted).toEqual(['held']);
  });
});
