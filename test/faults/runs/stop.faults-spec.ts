import { Bench } from '../bench.js';
import { type Balance, sumOf } from '../ledger/balance.js';
import { Load } from '../load/load.js';
import { passing } from '../process/until.js';
import { RATE, STOPS } from '../settings.js';

/** Time under load before the stop, in milliseconds. */
const LOADED_MS = 1500;
/** The whole stop's limit, SHUTDOWN_TIMEOUT_MS, in milliseconds. */
const STOP_LIMIT_MS = 10_000;
const TOGETHER = 25;
/** What a client sees of a server that takes no more: nobody listens, or the idle connection it took is closed. */
const NOT_TAKEN = new Set(['ECONNREFUSED', 'ECONNRESET']);

describe('a stop', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(async () => {
    await bench.close();
  });

  it(`in the instant of ${String(TOGETHER)} requests delivers all of them`, async ({
    task,
  }) => {
    const app = await bench.app();
    const load = await Load.connected(app.url, TOGETHER);
    const first = load.answered.length;
    const sent = load.together();
    const began = performance.now();
    app.kill('SIGTERM');
    const { code } = await app.exit;
    const stopMs = performance.now() - began;
    await sent;
    const sum = sumOf(await bench.balances(load.answered));
    task.meta.run = {
      name: `${String(TOGETHER)} requests and SIGTERM in the same instant`,
      outcome: `${String(load.answered.length - first)} answered, ${outcomeOf(sum)}, exit ${String(code)} after ${(stopMs / 1000).toFixed(1)} s`,
    };

    expect(load.unanswered).toEqual([]);
    expect(load.answered).toHaveLength(first + TOGETHER);
    expect(sum).toMatchObject({ lost: 0, duplicated: 0 });
    expect(code).toBe(0);
    expect(stopMs).toBeLessThan(STOP_LIMIT_MS);
  });

  it(`under load delivers all it answered, ${String(STOPS)} times`, async ({
    task,
  }) => {
    const sums: Balance[] = [];
    let slowestMs = 0;
    for (let time = 0; time < STOPS; time += 1) {
      await bench.sandbox.reset();
      const app = await bench.app();
      const load = Load.start(app.url, RATE);
      await passing(LOADED_MS);
      const began = performance.now();
      app.kill('SIGTERM');
      const { code } = await app.exit;
      slowestMs = Math.max(slowestMs, performance.now() - began);
      await load.stop();
      sums.push(sumOf(await bench.balances(load.usual())));
      expect(code).toBe(0);
      expect(load.unanswered.filter((why) => !NOT_TAKEN.has(why))).toEqual([]);
    }
    const lost = sums.reduce((sum, each) => sum + each.lost, 0);
    const duplicated = sums.reduce((sum, each) => sum + each.duplicated, 0);
    const accepted = sums.reduce((sum, each) => sum + each.accepted, 0);
    task.meta.run = {
      name: `SIGTERM under ${String(RATE)} requests a second, ${String(STOPS)} times`,
      outcome: `${outcomeOf({ accepted, arrived: accepted - lost, lost, duplicated })}, exit 0 each time, after ${(slowestMs / 1000).toFixed(1)} s at the latest`,
    };

    expect({ lost, duplicated }).toEqual({ lost: 0, duplicated: 0 });
    expect(slowestMs).toBeLessThan(STOP_LIMIT_MS);
  });

  it('with every vendor away counts exactly what stayed behind', async ({
    task,
  }) => {
    await bench.sandbox.reset();
    await bench.sandbox.fault('all', { type: 'refuse' });
    const app = await bench.app();
    const load = await Load.burst(app.url, 100);
    const began = performance.now();
    const { code } = await app.stop();
    const stopMs = performance.now() - began;
    await bench.sandbox.heal('all');
    const sum = sumOf(await bench.balances(load.answered));
    task.meta.run = {
      name: 'SIGTERM with every vendor away, no spool',
      outcome: `${outcomeOf(sum)}; said on standard error: ${app.stderr.trim().split('\n').at(-1) ?? ''}`,
    };

    expect(code).toBe(0);
    expect(sum.arrived).toBe(0);
    expect(stopMs).toBeLessThan(STOP_LIMIT_MS + 1000);
  });
});

function outcomeOf({ accepted, arrived, duplicated }: Balance): string {
  return `${String(arrived)} of ${String(accepted)} records arrived, ${String(duplicated)} twice`;
}
