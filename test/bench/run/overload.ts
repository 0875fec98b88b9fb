import { setTimeout as wait } from 'node:timers/promises';
import { SCENARIOS } from '../scenarios.js';
import type { BenchRig } from './bench-rig.js';
import { type Figures, ProgramUnderTest } from './program-under-test.js';

const CONNECTIONS = 200;
const DRAIN_MS = 5000;

/** What became of a program that was asked for twice what it can do. */
export interface OverloadResult {
  readonly requestsPerSecond: number;
  readonly askedPerSecond: number;
  readonly answered: number;
  readonly failed: number;
  readonly p99: number;
  /** Records by vendor; all that were accepted are delivered, queued or dropped, to the last one. */
  readonly accepted: number;
  readonly unaccounted: number;
  readonly dropped: number;
}

/** Asks the variant with all vendors for twice what it can do. */
export async function overload(
  rig: BenchRig,
  seconds: number,
): Promise<OverloadResult> {
  const program = await ProgramUnderTest.start({
    variant: 'all',
    scenario: 'nothing',
    ports: rig.ports,
  });
  try {
    const target = {
      port: program.port,
      connections: CONNECTIONS,
      ...SCENARIOS.nothing,
    };
    const able = await rig.load({ kind: 'saturate', ...target, seconds: 5 });
    const rate = Math.round(able.perSecond * 2);
    const load = await rig.load({ kind: 'rate', ...target, seconds, rate });
    await wait(DRAIN_MS);
    const figures = await program.figures();
    return {
      requestsPerSecond: able.perSecond,
      askedPerSecond: rate,
      answered: load.answered,
      failed: load.failed,
      p99: load.p99,
      ...booksOf(figures),
    };
  } finally {
    await program.stop();
  }
}

function booksOf(
  figures: Figures,
): Pick<OverloadResult, 'accepted' | 'unaccounted' | 'dropped'> {
  let accepted = 0;
  let unaccounted = 0;
  let dropped = 0;
  for (const sink of Object.values(figures)) {
    // What found no room was never accepted.
    const { memory_full: refused = 0, ...lost } = sink.dropped;
    const gone = Object.values(lost).reduce((sum, count) => sum + count, 0);
    accepted += sink.accepted;
    unaccounted += sink.accepted - sink.delivered - sink.queued - gone;
    dropped += gone + refused;
  }
  return { accepted, unaccounted, dropped };
}
