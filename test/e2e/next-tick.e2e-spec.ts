import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const CALLS = 20_000;
const ROUNDS = 20;

/**
 * A process in which a full collection comes when `nextTick` has just been watched for its shapes. Says what a call takes then, in the
 * best of its rounds: other work on the machine makes a round longer, never shorter.
 */
function nanosecondsOfCall(isKept: boolean): number {
  const source = `
    import { keepTickObject } from ${JSON.stringify(pathToFileURL('dist/observability/request/keep-tick-object.js').href)};
    if (${String(isKept)}) keepTickObject();
    const calls = (left) => new Promise((resolve) => {
      const call = () => (left -= 1) > 0 ? process.nextTick(call, 1) : resolve();
      call();
    });
    await calls(100);
    await new Promise((resolve) => setTimeout(() => resolve(gc()), 10));
    let best = Infinity;
    for (let round = 0; round < ${String(ROUNDS)}; round += 1) {
      const begin = process.hrtime.bigint();
      await calls(${String(CALLS)});
      best = Math.min(best, Number(process.hrtime.bigint() - begin) / ${String(CALLS)});
    }
    console.log(best);
  `;
  const args = ['--expose-gc', '--input-type=module', '--eval', source];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('process.nextTick', () => {
  it('stays fast over full collections', () => {
    expect(nanosecondsOfCall(true)).toBeLessThan(nanosecondsOfCall(false) / 2);
  });
});
