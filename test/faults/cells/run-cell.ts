import {
  type Balance,
  type Balances,
  balance,
  sumOf,
} from '../ledger/balance.js';
import type { Expected } from '../ledger/expected-records.js';
import {
  type Latencies,
  medianOf,
  type Phase,
  windowsOf,
} from '../load/latencies.js';
import { Load } from '../load/load.js';
import type { AppProgram } from '../process/app.js';
import type { SandboxProgram } from '../process/sandbox.js';
import {
  droppedBy,
  type SinkFigures,
  unaccounted,
} from '../process/sink-figures.js';
import { passing } from '../process/until.js';
import { FAULT_MS, RATE, RECOVERY_LIMIT_MS } from '../settings.js';
import { MemoryWatch } from './memory-watch.js';
import { settledBalances } from './settled-balances.js';

/** Time with every vendor well, before the fault and after the recovery, in milliseconds. */
const CALM_MS = Math.max(500, FAULT_MS / 4);
/** Time under load in which what was held leaves, in milliseconds. */
const RECOVERY_MS = Math.max(250, FAULT_MS / 8);

/** What a cell showed. */
export interface CellResult {
  readonly requests: number;
  readonly unanswered: readonly string[];
  readonly balances: Balances;
  readonly sum: Balance;
  /** Records counted as lost during the cell, by sink and reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Records of the sinks' books that are neither delivered, counted nor held. */
  readonly unaccounted: number;
  /** Before the fault and after the recovery. */
  readonly calm: readonly Latencies[];
  readonly faulty: Latencies;
  readonly recovering: Latencies;
  /** Heap in use after a collection, in bytes. */
  readonly heapBefore: number;
  readonly heapAfter: number;
  /** What the heap, and buffers beside it, have grown by, in bytes. */
  readonly growth: number;
  readonly rssBefore: number;
  readonly rssPeak: number;
  readonly rssAfter: number;
  /** From the fault's end until nothing was held any more, in milliseconds. */
  readonly recoveredMs: number;
}

/** Puts the application under load, lets something go wrong in the midst of it, and compares the books when all is over. */
export async function runCell(
  app: AppProgram,
  sandbox: SandboxProgram,
  expected: Expected,
  strike: () => Promise<() => Promise<void>>,
): Promise<CellResult> {
  await sandbox.reset();
  const asked = app.asked.length;
  const figuresBefore = await app.figures();
  const before = await app.measure('settled');
  const memory = MemoryWatch.start(app);
  const load = Load.start(app.url, RATE);

  const calm = await phase(CALM_MS);
  const heal = await strike();
  const faulty = await phase(FAULT_MS);
  await heal();
  const recovering = await phase(RECOVERY_MS);
  const calmAgain = await phase(CALM_MS);

  await load.stop();
  const figures = await app.drained(RECOVERY_LIMIT_MS);
  const rssPeak = await memory.stop();
  const balances = await settledBalances(sandbox, (arrivals) =>
    balance([...load.answered, ...app.asked.slice(asked)], expected, arrivals),
  );
  const after = await app.measure('settled');
  return {
    requests: load.answered.length,
    unanswered: load.unanswered,
    balances,
    sum: sumOf(balances),
    dropped: droppedSince(figuresBefore, figures),
    unaccounted: Object.values(figures)
      .map(unaccounted)
      .reduce((sum, count) => sum + Math.abs(count), 0),
    calm: windowsOf(load.answered, [calm, calmAgain]),
    faulty: medianOf(windowsOf(load.answered, [faulty])),
    recovering: medianOf(windowsOf(load.answered, [recovering])),
    heapBefore: before.heapUsed,
    heapAfter: after.heapUsed,
    growth: after.heapUsed + after.external - before.heapUsed - before.external,
    rssBefore: before.rss,
    rssPeak,
    rssAfter: after.rss,
    recoveredMs: performance.now() - recovering.from,
  };
}

async function phase(ms: number): Promise<Phase> {
  const from = performance.now();
  await passing(ms);
  return { from, to: performance.now() };
}

function droppedSince(
  before: Readonly<Record<string, SinkFigures>>,
  after: Readonly<Record<string, SinkFigures>>,
): Readonly<Record<string, number>> {
  const dropped: Record<string, number> = {};
  for (const [sink, figures] of Object.entries(after)) {
    for (const reason of Object.keys(figures.dropped)) {
      const earlier = before[sink];
      const count =
        droppedBy(figures, reason) - (earlier ? droppedBy(earlier, reason) : 0);
      if (count > 0) dropped[`${sink} ${reason}`] = count;
    }
  }
  return dropped;
}
