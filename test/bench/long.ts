import { BenchRig } from './run/bench-rig.js';
import { longRun } from './run/long-run.js';
import { overload } from './run/overload.js';

/** What only time shows: overload, and (with a number of seconds as argument) whether the heap ends where it began. */
const seconds = Number(process.argv[2] ?? 600);
const OVERLOAD_SECONDS = 20;
/** Growth of the heap that is none, in bytes. */
const STEADY_BYTES = 8_000_000;

const rig = await BenchRig.start();
try {
  const over = await overload(rig, OVERLOAD_SECONDS);
  const isSteady =
    over.failed === 0 && over.unaccounted === 0 && over.answered > 0;
  process.stdout.write(
    `overload: ${over.askedPerSecond.toFixed(0)} requests a second asked of a program that does ${over.requestsPerSecond.toFixed(0)}: ` +
      `${String(over.answered)} answered, ${String(over.failed)} not, p99 ${over.p99.toFixed(0)} ms; ` +
      `${String(over.accepted)} records accepted, ${String(over.dropped)} counted as dropped, ${String(over.unaccounted)} unaccounted for\n`,
  );
  const { heapBefore, heapAfter, requests } = await longRun(rig, seconds);
  process.stdout.write(
    `${String(seconds)} s, ${String(requests)} requests: heap ${(heapBefore / 1e6).toFixed(1)} MB before, ${(heapAfter / 1e6).toFixed(1)} MB after\n`,
  );
  if (!isSteady || heapAfter - heapBefore > STEADY_BYTES) {
    process.exitCode = 1;
  }
} finally {
  await rig.stop();
}
