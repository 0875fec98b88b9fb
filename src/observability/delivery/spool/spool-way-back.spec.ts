import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryBudget } from '../memory-budget.js';
import { closeReceivers, receive } from '../record-receiver.spec-server.js';
import { closeQueues, numbered, queueTo } from '../test-queue.spec-rig.js';
import { Spool } from './spool.js';

describe('records in the spool of a process that goes on', () => {
  let dir: string;
  let spool: Spool;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'spool-'));
    spool = new Spool({ dir });
  });

  afterEach(async () => {
    await closeQueues();
    closeReceivers();
    await spool.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('are delivered though no other record comes', async () => {
    const receiver = await receive(() => ({ status: 200 }));
    const budget = new MemoryBudget(100);
    budget.hold(100);
    const { queue } = queueTo(receiver.url, { spool, budget });

    queue.enqueue('a record that memory has no room for');

    await expect.poll(() => queue.figures().delivered).toBe(1);
    expect(queue.figures().spooled).toBe(0);
  });

  it('are delivered after a flush during which they were written', async () => {
    const receiver = await receive((_, request) =>
      request === 1 ? 'hang' : { status: 200 },
    );
    const budget = new MemoryBudget(100);
    const { queue } = queueTo(receiver.url, { spool, budget });
    queue.enqueue('x'.repeat(80));
    await expect.poll(() => receiver.requests()).toBe(1);

    queue.enqueue('y'.repeat(80));
    await queue.flush(200);

    await expect.poll(() => queue.figures().delivered).toBe(1);
  });

  it('are all that a stop could not deliver, however many', async () => {
    const away = await receive(() => ({ status: 503 }));
    const { queue } = queueTo(away.url, { spool });
    const records = numbered(400).map((name) => name.padEnd(100_000, '.'));
    records.forEach((record) => queue.enqueue(record));

    await queue.close();

    expect(queue.figures()).toMatchObject({
      spooled: 400,
      dropped: { spool_failed: 0 },
    });
  });
});
