import { ROOT_CONTEXT } from '@opentelemetry/api';
import { runToEnd } from './run-to-end.js';

/** Runs work, and returns its result and how often its end was told. */
function ran(result: unknown): {
  readonly result: unknown;
  readonly ends: number;
} {
  let ends = 0;
  const end = { succeeded: () => (ends += 1), failed: () => (ends += 1) };
  return { result: runToEnd(ROOT_CONTEXT, () => result, end), ends };
}

describe('work whose result is strange', () => {
  it('ends, and returns it untouched', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const throwing = Object.defineProperty({}, 'then', {
      get: () => {
        throw new Error('touched');
      },
    });
    for (const result of [revoked.proxy, throwing]) {
      const told = ran(result);
      expect(told.result === result).toBe(true);
      expect(told.ends).toBe(1);
    }
  });

  it('returns a frozen thenable that can be awaited', async () => {
    const thenable = Object.freeze({
      then: (resolve: (value: string) => void) => {
        resolve('done');
      },
    });
    expect(await ran(thenable).result).toBe('done');
  });
});
