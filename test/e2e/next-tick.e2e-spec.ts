import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const CALLS = 200_000;

/** A process in which a full collection comes when `nextTick` has just been watched for its shapes. Says what a call takes then. */
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
    await calls(${String(CALLS)});
    const begin = process.hrtime.bigint();
    await calls(${String(CALLS)});
    console.log(Number(process.hrtime.bigint() - begin) / ${String(CALLS)});
  `;
  const args = ['--expose-gc', '--input-type=module', '--eval', source];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('process.nextTick', () => {
  it('stays fast over full collections', () => {
    expect(nanosecondsOfCall(true)).toBeLessThan(nanosecondsOfCall(false) / 2);
  });
});
