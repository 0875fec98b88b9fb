import { Bench } from '../bench.js';
import { sumOf } from '../ledger/balance.js';
import { Load } from '../load/load.js';
import { RECOVERY_LIMIT_MS } from '../settings.js';

/** Of these every tenth fails: 2,000 and 200, rounded up to a multiple of the mix. */
const REQUESTS = 2200;

describe('as fast as they go', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(async () => {
    await bench.close();
  });

  it(`everything of ${String(REQUESTS)} requests arrives`, async ({ task }) => {
    const app = await bench.app();
    const load = await Load.burst(app.url, REQUESTS);
    await app.drained(RECOVERY_LIMIT_MS);
    const sum = sumOf(await bench.balances(load.answered));
    const failed = load.answered.filter(({ status }) => status === 500);
    task.meta.run = {
      name: `${String(REQUESTS)} requests as fast as they go, ${String(failed.length)} of them failing`,
      outcome: `${String(sum.arrived)} of ${String(sum.accepted)} records arrived, ${String(sum.duplicated)} twice`,
    };

    expect(load.unanswered).toEqual([]);
    expect(load.answered).toHaveLength(REQUESTS);
    expect(failed).toHaveLength(REQUESTS / 10);
    expect(sum).toMatchObject({ lost: 0, duplicated: 0 });
    expect((await app.stop()).code).toBe(0);
  });
});
