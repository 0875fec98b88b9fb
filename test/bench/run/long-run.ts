import { setTimeout as wait } from 'node:timers/promises';
import { SCENARIOS } from '../scenarios.js';
import type { BenchRig } from './bench-rig.js';
import { ProgramUnderTest } from './program-under-test.js';

const CONNECTIONS = 50;
const SETTLE_MS = 3000;

/** The heap of a program before and after a long load, after full collections, in bytes. */
export interface LongRunResult {
  readonly seconds: number;
  readonly requests: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
}

/** Saturates the variant with all vendors for a long time. */
export async function longRun(
  rig: BenchRig,
  seconds: number,
): Promise<LongRunResult> {
  const program = await ProgramUnderTest.start({
    variant: 'all',
    scenario: 'nothing',
    ports: rig.ports,
    nodeArguments: ['--expose-gc'],
  });
  try {
    const target = {
      port: program.port,
      connections: CONNECTIONS,
      ...SCENARIOS.nothing,
    };
    await rig.load({ kind: 'saturate', ...target, seconds: 10 });
    await wait(SETTLE_MS);
    const before = await program.collected();
    const load = await rig.load({ kind: 'saturate', ...target, seconds });
    await wait(SETTLE_MS);
    const after = await program.collected();
    return {
      seconds,
      requests: load.answered,
      heapBefore: before.heapBytes,
      heapAfter: after.heapBytes,
    };
  } finally {
    await program.stop();
  }
}
