import { Bench } from '../bench.js';
import { offBalance, sumOf } from '../ledger/balance.js';
import { Load } from '../load/load.js';
import { passing } from '../process/until.js';
import { RATE, RECOVERY_LIMIT_MS, SOAK_MS } from '../settings.js';
import { growthOf, meanOf } from './growth.js';

/** A share of the time in which the process is still getting warm. */
const WARM_UP = 0.2;
/** Looks at memory, handles and queue after that. */
const LOOKS = 20;
/** What the heap's line may rise by over the whole soak, as a share of its mean; a short one shows little but warming up. */
const HEAP_SHARE = SOAK_MS >= 300_000 ? 0.05 : 0.3;
/** What a line through few whole numbers may rise by: connections come and go. */
const HANDLES = 5;
/** What is queued at a moment is what the last second or so brought; its line may rise by a few requests. */
const QUEUED = RATE / 2;

describe('a soak', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(async () => {
    await bench.close();
  });

  it(
    `of ${String(SOAK_MS / 1000)} s lets nothing grow`,
    { timeout: SOAK_MS + 300_000 },
    async ({ task }) => {
      const app = await bench.app();
      const load = Load.start(app.url, RATE);
      await passing(SOAK_MS * WARM_UP);
      const heap: number[] = [];
      const handles: number[] = [];
      const queued: number[] = [];
      for (let look = 0; look < LOOKS; look += 1) {
        await passing((SOAK_MS * (1 - WARM_UP)) / LOOKS);
        const measured = await app.measure('settled');
        heap.push(measured.heapUsed);
        handles.push(
          Object.values(measured.handles).reduce((a, b) => a + b, 0),
        );
        queued.push(
          Object.values(await app.figures()).reduce(
            (sum, figures) => sum + figures.queued,
            0,
          ),
        );
      }
      await load.stop();
      await app.drained(RECOVERY_LIMIT_MS);
      const balances = await bench.balances(load.answered);
      const sum = sumOf(balances);
      task.meta.run = {
        name: `${String(SOAK_MS / 1000)} s at ${String(RATE)} requests a second`,
        outcome: `${String(sum.arrived)} of ${String(sum.accepted)} records arrived, ${String(sum.duplicated)} twice; heap ${mebibytes(meanOf(heap))} MiB on average, its line rises by ${mebibytes(growthOf(heap))} MiB; handles ${meanOf(handles).toFixed(0)}, by ${growthOf(handles).toFixed(1)}; queued ${meanOf(queued).toFixed(0)}, by ${growthOf(queued).toFixed(0)}`,
      };

      expect(load.unanswered).toEqual([]);
      expect(offBalance(balances)).toEqual({});
      expect(growthOf(heap)).toBeLessThan(meanOf(heap) * HEAP_SHARE);
      expect(growthOf(handles)).toBeLessThan(HANDLES);
      expect(growthOf(queued)).toBeLessThan(QUEUED);
      expect((await app.stop()).code).toBe(0);
    },
  );
});

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}
