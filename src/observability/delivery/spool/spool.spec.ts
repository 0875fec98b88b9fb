import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryBudget } from '../memory-budget.js';
import { PRIORITY, type Priority } from '../priority.js';
import { closeReceivers, receive } from '../record-receiver.spec-server.js';
import { closeQueues, numbered, queueTo } from '../test-queue.spec-rig.js';
import { thisProcess } from './spool-owner.js';
import { Spool, type SpoolOptions } from './spool.js';

const spools: Spool[] = [];
let dir: string;

function openSpool(options: Partial<SpoolOptions> = {}): Spool {
  const spool = new Spool({ dir, ...options });
  spools.push(spool);
  return spool;
}

function priorityOf(record: string): Priority {
  return record.startsWith('report') ? PRIORITY.errorReport : PRIORITY.log;
}

async function files(): Promise<readonly string[]> {
  const names = await readdir(dir, { recursive: true });
  return names.filter((name) => name.endsWith('.spool'));
}

/** A queue whose vendor is away, closed with records in it: what a process leaves behind. */
async function leaveBehind(records: readonly string[]): Promise<void> {
  const away = await receive(() => ({ status: 503 }));
  const spool = openSpool();
  const { queue } = queueTo(away.url, { spool });
  records.forEach((record) => queue.enqueue(record));
  await queue.flush(50);
  await queue.close();
  expect(queue.figures()).toMatchObject({
    queued: 0,
    spooled: records.length,
    dropped: { shutdown: 0 },
  });
  await spool.close();
}

describe('the spool', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'spool-'));
  });

  afterEach(async () => {
    await closeQueues();
    closeReceivers();
    await Promise.all(spools.splice(0).map((spool) => spool.close()));
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps what a stop could not deliver, and delivers it once after the next start', async () => {
    await leaveBehind(numbered(1200));
    const receiver = await receive(() => ({ status: 200 }));

    const { queue } = queueTo(receiver.url, { spool: openSpool() });

    await expect.poll(() => queue.figures().delivered).toBe(1200);
    expect(receiver.accepted.toSorted()).toEqual(numbered(1200).toSorted());
    expect(queue.figures()).toMatchObject({
      accepted: 0,
      recovered: 1200,
      spooled: 0,
    });
    await expect.poll(files).toEqual([]);
  });

  it('takes what memory cannot hold, and delivers it when the vendor is back', async () => {
    let away = true;
    const receiver = await receive(() => ({ status: away ? 503 : 200 }));
    const budget = new MemoryBudget(2000);
    const { queue } = queueTo(receiver.url, { spool: openSpool(), budget });
    const records = numbered(1000);
    records.forEach((record) => queue.enqueue(record));
    await expect.poll(async () => (await files()).length).toBeGreaterThan(0);
    expect(budget.peak).toBeLessThanOrEqual(2000);
    const { queued, spooled } = queue.figures();
    expect(queued + spooled).toBe(1000);

    away = false;
    await expect.poll(() => queue.figures().delivered).toBe(1000);
    expect(receiver.accepted.toSorted()).toEqual(records.toSorted());
    expect(queue.figures()).toMatchObject({ spooled: 0, queuedBytes: 0 });
    expect(budget.used).toBe(0);
  });

  it('reads all of a torn file up to the tear, and counts the rest', async () => {
    await leaveBehind(numbered(10));
    const [name = ''] = await files();
    const { byteLength } = await readFile(join(dir, name));
    await truncate(join(dir, name), byteLength - 3);
    const receiver = await receive(() => ({ status: 200 }));

    const { queue } = queueTo(receiver.url, { spool: openSpool() });

    await expect.poll(() => receiver.accepted).toEqual(numbered(9));
    expect(queue.figures()).toMatchObject({
      recovered: 10,
      delivered: 9,
      dropped: { spool_failed: 1 },
    });
  });

  it('believes no byte that was changed, nor what was never finished', async () => {
    await leaveBehind(numbered(10));
    const [name = ''] = await files();
    const content = await readFile(join(dir, name));
    content[content.byteLength - 1] = 0x21;
    await writeFile(join(dir, name), content);
    await writeFile(join(dir, `${name}.abcd0123`), content);
    const receiver = await receive(() => ({ status: 200 }));

    const { queue } = queueTo(receiver.url, { spool: openSpool() });

    await expect.poll(() => receiver.accepted).toEqual(numbered(9));
    expect(queue.figures().dropped.spool_failed).toBe(1);
  });

  it('reads a file later that cannot be read now', async () => {
    await leaveBehind(numbered(3));
    const [name = ''] = await files();
    const content = await readFile(join(dir, name));
    // A folder in its place: the system opens it, and reads nothing.
    await rm(join(dir, name));
    await mkdir(join(dir, name));
    const receiver = await receive(() => ({ status: 200 }));
    const { queue } = queueTo(receiver.url, { spool: openSpool() });
    await expect.poll(() => queue.figures().recovered).toBe(3);

    const [moved = ''] = await files();
    await rm(join(dir, moved), { recursive: true });
    await writeFile(join(dir, moved), content);

    await expect
      .poll(() => queue.figures().delivered, { timeout: 5000 })
      .toBe(3);
    expect(queue.figures()).toMatchObject({
      spooled: 0,
      dropped: { spool_failed: 0 },
    });
  });

  it('hands each file to one process only', async () => {
    await leaveBehind(numbered(300));
    const receiver = await receive(() => ({ status: 200 }));
    const queues = Array.from(
      { length: 4 },
      () => queueTo(receiver.url, { spool: openSpool() }).queue,
    );
    const sum = (key: 'delivered' | 'recovered'): number =>
      queues.reduce((total, queue) => total + queue.figures()[key], 0);

    await expect.poll(() => sum('delivered')).toBe(300);
    expect(receiver.accepted.toSorted()).toEqual(numbered(300).toSorted());
  });

  it('does not take over the folder of a process whose sign of life is not there yet', async () => {
    const { host } = thisProcess();
    const young = `${host}_1_0123456789ab`;
    await mkdir(join(dir, young));
    await leaveBehind(numbered(3));
    const receiver = await receive(() => ({ status: 200 }));

    const { queue } = queueTo(receiver.url, { spool: openSpool() });

    await expect.poll(() => queue.figures().delivered).toBe(3);
    expect(await readdir(dir)).toContain(young);
  });

  it('keeps the files of a sink that is not there until it is', async () => {
    await leaveBehind(numbered(3));
    const receiver = await receive(() => ({ status: 200 }));
    const spool = openSpool();
    queueTo(receiver.url, { spool, name: 'another' });
    await expect.poll(() => spool.figures().files).toBe(1);

    const { queue } = queueTo(receiver.url, { spool });

    await expect.poll(() => queue.figures().delivered).toBe(3);
  });

  it('lets go of the least important files when it is full, counted', async () => {
    const away = await receive(() => ({ status: 503 }));
    const spool = openSpool({ maxBytes: 20_000 });
    const { queue } = queueTo(away.url, {
      spool,
      budget: new MemoryBudget(100),
      priorityOf,
    });
    for (const name of ['line', 'line', 'line', 'report', 'report']) {
      for (let index = 0; index < 100; index += 1) {
        queue.enqueue(name + 'x'.repeat(50));
      }
      // All but the one that memory holds is on disk, or lost.
      await expect.poll(() => queue.figures().queued).toBeLessThanOrEqual(1);
    }
    const { accepted, queued, spooled, dropped } = queue.figures();
    expect(dropped.spool_full).toBeGreaterThan(0);
    expect(queued + spooled + dropped.spool_full).toBe(accepted);
    const names = await files();
    expect(names.filter((it) => it.includes('.3.')).length).toBeGreaterThan(0);
    expect(spooled).toBeGreaterThanOrEqual(195);
  });

  it('counts what the disk does not take, and goes on', async () => {
    const receiver = await receive(() => ({ status: 503 }));
    const { queue } = queueTo(receiver.url, { spool: openSpool() });
    queue.enqueue('held');
    await rm(dir, { recursive: true });
    await writeFile(dir, 'no folder');
    await queue.close();
    expect(queue.figures()).toMatchObject({
      spooled: 0,
      dropped: { spool_failed: 1 },
    });
  });

  it('says what to do when its directory cannot be used', async () => {
    await writeFile(join(dir, 'file'), '');
    expect(() => openSpool({ dir: join(dir, 'file') })).toThrow(
      /spool directory .* can't be used .*make it writable or set another/,
    );
  });

  it('leaves nothing behind when everything was delivered', async () => {
    const spool = openSpool();
    await spool.close();
    expect(await readdir(dir)).toEqual([]);
  });
});
