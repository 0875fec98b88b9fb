import { availableParallelism, loadavg } from 'node:os';
import { NameSwitch } from '../../support/name-switch.js';
import { sumOf } from '../ledger/balance.js';
import { type Expected, learnExpected } from '../ledger/expected-records.js';
import { type Latencies, medianOf } from '../load/latencies.js';
import { Load } from '../load/load.js';
import { AppProgram, type XRayWay } from '../process/app.js';
import { killAll } from '../process/child-program.js';
import { type FaultTarget, SandboxProgram } from '../process/sandbox.js';
import { passing } from '../process/until.js';
import { LONG, RATE, RECOVERY_LIMIT_MS } from '../settings.js';
import { cellsOf, strike } from './faults.js';
import { type CellResult, runCell } from './run-cell.js';

/** Time in which a process becomes as fast as it gets, in milliseconds. */
const WARM_UP_MS = 3000;
/** How much later than with every vendor well 99 of 100 answers may come: in a long run, and where few requests make a percentile. */
const P99_RATIO = LONG ? 1.2 : 3;
/** What a percentile of few milliseconds differs by from run to run, in milliseconds. */
const P99_NOISE_MS = LONG ? 0.5 : 250;
/** How often a cell whose answers came too late is measured anew: what is the fault's doing comes again, what the machine did does not. */
const REPEATS = LONG ? 2 : 0;
/** What heap and buffers may have grown by afterwards, as a share of the heap. */
const MEMORY_SHARE = 0.2;

/** Whether the machine has more to do than this suite, which needs about one and a half cores. */
function isBusy(): boolean {
  const [lastMinute = 0] = loadavg();
  return lastMinute > 2 * availableParallelism();
}

/** The cells of one vendor, or of all: an application of its own, and one fault after the other. */
export function describeCells(target: FaultTarget, xray: XRayWay): void {
  describe(`faults at ${target}, X-Ray reached through ${xray}`, () => {
    let sandbox: SandboxProgram;
    let app: AppProgram;
    let names: NameSwitch;
    let expected: Expected;
    /** Windows of all cells so far in which every vendor was well. */
    const well: Latencies[] = [];
    const p99Limit = (): number =>
      medianOf(well).p99 * P99_RATIO + P99_NOISE_MS;

    beforeAll(async () => {
      sandbox = await SandboxProgram.start();
      names = await NameSwitch.create();
      app = await AppProgram.start(sandbox, { xray, names });
      expected = await learnExpected(app, sandbox);
      const load = Load.start(app.url, RATE);
      await passing(WARM_UP_MS);
      await load.stop();
      await app.drained(RECOVERY_LIMIT_MS);
    });

    afterAll(async () => {
      await app.stop();
      await sandbox.close();
      await names.close();
      killAll();
    });

    for (const cell of cellsOf(target, xray)) {
      const { name, refuses } = cell.faultCase;
      const vendor =
        target === 'xray' && xray === 'otlp' ? 'xray (OTLP)' : target;

      it(`${vendor}: ${name}`, async ({ task }) => {
        const measure = async (): Promise<CellResult> => {
          const measured = await runCell(app, sandbox, expected, () =>
            strike(cell, sandbox, names),
          );
          well.push(...measured.calm);
          task.meta.cell = {
            target: vendor,
            fault: name,
            result: measured,
            calm: medianOf(well),
          };
          expectBalanced(measured, refuses === true);
          return measured;
        };

        let { faulty } = await measure();
        for (
          let repeat = 0;
          repeat < REPEATS && faulty.p99 >= p99Limit();
          repeat += 1
        ) {
          ({ faulty } = await measure());
        }

        if (LONG || !isBusy()) expect(faulty.p99).toBeLessThan(p99Limit());
      });
    }
  });
}

/** Nothing is lost but what was counted, nothing came twice, and memory is as before. */
function expectBalanced(result: CellResult, refuses: boolean): void {
  expect(result.unanswered).toEqual([]);
  const counted = countOf(result.dropped);
  if (!refuses) expect(result.dropped).toEqual({});
  expect(result.sum).toMatchObject({ duplicated: 0 });
  const { item, ...others } = result.balances;
  const items = countOf(result.dropped, 'rollbar ');
  expect(sumOf(others).lost).toBe(counted - items);
  // An item that was refused may have stood for several occurrences.
  const occurrences = item?.lost ?? 0;
  expect(occurrences).toBeGreaterThanOrEqual(items);
  expect(items === 0 && occurrences > 0).toBe(false);
  expect(result.unaccounted).toBe(0);
  expect(result.growth).toBeLessThan(result.heapBefore * MEMORY_SHARE);
}

/** What was counted as lost, by one sink or by all. */
function countOf(dropped: Readonly<Record<string, number>>, sink = ''): number {
  return Object.entries(dropped)
    .filter(([name]) => name.startsWith(sink))
    .reduce((sum, [, count]) => sum + count, 0);
}
