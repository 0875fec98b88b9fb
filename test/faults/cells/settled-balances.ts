import { type Balances, sumOf } from '../ledger/balance.js';
import type { Arrivals, SandboxProgram } from '../process/sandbox.js';
import { passing } from '../process/until.js';

/** Longest wait for what was sent to be read and counted: datagrams have no answer. In milliseconds. */
const SETTLE_MS = 3000;
const LOOK_MS = 100;

/** The balances once nothing is missing or nothing more comes. */
export async function settledBalances(
  sandbox: SandboxProgram,
  compare: (arrivals: Arrivals) => Balances,
): Promise<Balances> {
  const end = performance.now() + SETTLE_MS;
  for (;;) {
    const balances = compare(await sandbox.arrivals());
    if (sumOf(balances).lost === 0 || performance.now() > end) return balances;
    await passing(LOOK_MS);
  }
}
