import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** Share of the processors' time that must be idle for a machine to be quiet, and the time over which it is measured. */
const IDLE = 0.9;
const LOOK_MS = 500;
const LIMIT_MS = 30_000;

/** Waits until the machine does nothing else. @returns whether it did in the end */
export async function quietMachine(): Promise<boolean> {
  const until = performance.now() + LIMIT_MS;
  while (performance.now() < until) {
    if ((await idleShare()) >= IDLE) {
      return true;
    }
  }
  return false;
}

async function idleShare(): Promise<number> {
  const before = times();
  await wait(LOOK_MS);
  const after = times();
  return (after.idle - before.idle) / (after.all - before.all);
}

function times(): { readonly idle: number; readonly all: number } {
  let idle = 0;
  let all = 0;
  for (const { times: spent } of cpus()) {
    idle += spent.idle;
    all += spent.user + spent.nice + spent.sys + spent.idle + spent.irq;
  }
  return { idle, all };
}
