import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Bench } from '../bench.js';
import { type Balance, offBalance, sumOf } from '../ledger/balance.js';
import { Load } from '../load/load.js';
import {
  droppedBy,
  type SinkFigures,
  unaccounted,
} from '../process/sink-figures.js';
import { until } from '../process/until.js';
import { RECOVERY_LIMIT_MS } from '../settings.js';

/** Memory for all telemetry where most of it is to go to disk, in bytes. */
const LITTLE = { TELEMETRY_MAX_BYTES: String(1024 * 1024) };
const REQUESTS = 500;
/** Requests whose telemetry that memory cannot hold. */
const MANY_REQUESTS = 1500;
/** Longest wait for the disk, and time between two looks at it, in milliseconds. */
const WRITTEN_LIMIT_MS = 30_000;
const WRITTEN_LOOK_MS = 500;
/** How much a torn write left out, in bytes. */
const TORN_BYTES = 10;

type Figures = Readonly<Record<string, SinkFigures>>;

describe('with a spool on disk', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  beforeEach(async () => {
    await bench.sandbox.reset();
    await bench.sandbox.fault('all', { type: 'refuse' });
  });

  afterAll(async () => {
    await bench.close();
  });

  /** A process that could deliver nothing, and its requests. */
  async function unlucky(dir: string, environment = {}, requests = REQUESTS) {
    const app = await bench.app({ TELEMETRY_SPOOL_DIR: dir, ...environment });
    const load = await Load.burst(app.url, requests);
    return { app, load };
  }

  /** Starts on that folder with every vendor well, until nothing is held. */
  async function recovered(dir: string, starts = 1): Promise<Figures> {
    await bench.sandbox.heal('all');
    const apps = await Promise.all(
      Array.from({ length: starts }, () =>
        bench.app({ TELEMETRY_SPOOL_DIR: dir }),
      ),
    );
    let figures: Figures = {};
    for (const app of apps) figures = await app.drained(RECOVERY_LIMIT_MS);
    for (const app of apps) expect((await app.stop()).code).toBe(0);
    return figures;
  }

  it('what a stop could not deliver arrives after the next start', async ({
    task,
  }) => {
    const dir = await bench.folder();
    const { app, load } = await unlucky(dir);
    expect((await app.stop()).code).toBe(0);
    await recovered(dir);
    const balances = await bench.balances(load.answered);
    const sum = sumOf(balances);
    task.meta.run = {
      name: 'SIGTERM with every vendor away and a spool, then a start with all well',
      outcome: outcomeOf(sum),
    };

    expect(offBalance(balances)).toEqual({});
    expect(await filesIn(dir)).toEqual([]);
  });

  it('what was spooled before a kill arrives after the next start, once', async ({
    task,
  }) => {
    const dir = await bench.folder();
    const { app, load } = await unlucky(dir, LITTLE, MANY_REQUESTS);
    const before = await app.figures();
    await written(dir);
    app.kill('SIGKILL');
    await app.exit;
    const after = await recovered(dir);
    const balances = await bench.balances(load.answered);
    const sum = sumOf(balances);
    const spooled = totalOf(before, ({ spooled: count }) => count);
    const back = totalOf(after, ({ recovered: count }) => count);
    task.meta.run = {
      name: 'kill -9 with every vendor away and a spool, then a start with all well',
      outcome: `${String(spooled)} records were spooled, ${String(back)} recovered and delivered, ${String(sum.duplicated)} twice`,
    };

    expect(spooled).toBeGreaterThan(0);
    // What the question for the figures left may have been spooled after it was answered.
    expect(back).toBeGreaterThanOrEqual(spooled);
    for (const [sink, figures] of Object.entries(after)) {
      expect([sink, unaccounted(figures), droppedBy(figures)]).toEqual([
        sink,
        0,
        0,
      ]);
    }
    expect(sum.duplicated).toBe(0);
    expect(sum.arrived).toBeGreaterThan(0);
    expect(await filesIn(dir)).toEqual([]);
  });

  it('two processes share it, before and after', async ({ task }) => {
    const dir = await bench.folder();
    const both = await Promise.all([unlucky(dir), unlucky(dir)]);
    for (const { app } of both) expect((await app.stop()).code).toBe(0);
    await recovered(dir, 2);
    const answered = both.flatMap(({ load }) => load.answered);
    const balances = await bench.balances(answered);
    const sum = sumOf(balances);
    task.meta.run = {
      name: 'two processes on one spool, stopped, and two started at once',
      outcome: outcomeOf(sum),
    };

    expect(offBalance(balances)).toEqual({});
    expect(await filesIn(dir)).toEqual([]);
  });

  it('a process in trouble does not take what another one holds', async () => {
    const dir = await bench.folder();
    const { app, load } = await unlucky(dir, LITTLE, MANY_REQUESTS);
    const other = await unlucky(dir, LITTLE, MANY_REQUESTS);
    await bench.sandbox.heal('all');
    await app.drained(RECOVERY_LIMIT_MS);
    await other.app.drained(RECOVERY_LIMIT_MS);
    const answered = [...load.answered, ...other.load.answered];
    const balances = await bench.balances(answered);

    expect(offBalance(balances)).toEqual({});
    for (const each of [app, other.app])
      expect((await each.stop()).code).toBe(0);
  });

  it('a torn file costs what was torn, and it is counted', async ({ task }) => {
    const dir = await bench.folder();
    const { app, load } = await unlucky(dir);
    expect((await app.stop()).code).toBe(0);
    const largest = await largestOf(dir);
    await truncate(largest.path, largest.bytes - TORN_BYTES);
    const figures = await recovered(dir);
    const balances = await bench.balances(load.answered);
    const sum = sumOf(balances);
    const counted = totalOf(figures, (each) => droppedBy(each, 'spool_failed'));
    task.meta.run = {
      name: `a spool file torn ${String(TORN_BYTES)} bytes before its end`,
      outcome: `${outcomeOf(sum)}, ${String(counted)} counted as lost`,
    };

    expect(counted).toBe(1);
    expect(sum.lost).toBeGreaterThan(0);
    expect(sum.lost).toBeLessThan(sum.accepted / 20);
    expect(sum.duplicated).toBe(0);
  });
});

/** Waits until what was counted as spooled is on the disk: nothing is being written any more. */
async function written(dir: string): Promise<void> {
  let last = '';
  await until(
    'the spool is written',
    WRITTEN_LIMIT_MS,
    async () => {
      const before = last;
      last = (await filesIn(dir)).toSorted().join('\n');
      return last === before ? last : undefined;
    },
    () => last,
    WRITTEN_LOOK_MS,
  );
}

async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function largestOf(
  dir: string,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const files = await Promise.all(
    (await filesIn(dir)).map(async (path) => ({
      path,
      bytes: (await stat(path)).size,
    })),
  );
  const [largest] = files.toSorted((a, b) => b.bytes - a.bytes);
  if (!largest) throw new Error('Nothing was spooled');
  return largest;
}

function totalOf(
  figures: Figures,
  count: (each: SinkFigures) => number,
): number {
  return Object.values(figures).reduce((sum, each) => sum + count(each), 0);
}

function outcomeOf({ accepted, arrived, duplicated }: Balance): string {
  return `${String(arrived)} of ${String(accepted)} records arrived, ${String(duplicated)} twice`;
}
