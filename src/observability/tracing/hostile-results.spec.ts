import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { type FollowedWork, followResult } from './follow-result.js';

/** Notes how it ended. */
class Watched implements FollowedWork {
  readonly context = ROOT_CONTEXT;
  readonly ends: unknown[] = [];

  succeed(result: unknown): void {
    this.ends.push(result);
  }

  fail(error: unknown): void {
    this.ends.push(error);
  }
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();

const UNTOUCHABLE: readonly (readonly [string, object])[] = [
  ['a revoked proxy', revoked.proxy],
  [
    'a proxy that throws',
    new Proxy({}, { get: fail, has: fail, getPrototypeOf: fail }),
  ],
  [
    'getters that throw',
    {
      get lift(): never {
        return fail();
      },
      get then(): never {
        return fail();
      },
    },
  ],
  [
    'a promise whose then throws',
    Object.defineProperty(Promise.resolve(), 'then', { get: fail }),
  ],
];

describe('a result that can not be looked at', () => {
  it.each(UNTOUCHABLE)('is handed on as it is: %s', (_name, result) => {
    const work = new Watched();
    expect(followResult(result, work) === result).toBe(true);
    expect(work.ends).toHaveLength(1);
  });
});

describe('a result that can not be shown otherwise', () => {
  it('is handed on as it is, a frozen thenable', async () => {
    const work = new Watched();
    const thenable = Object.freeze({
      then: (resolve: (value: string) => void) => {
        resolve('done');
      },
    });
    expect(
      await context.with(ROOT_CONTEXT, () => followResult(thenable, work)),
    ).toBe('done');
    expect(work.ends).toHaveLength(1);
  });

  it('shows its own frozen methods, a thenable of a class', async () => {
    class Query {
      readonly run = (): string => 'ran';
      then(resolve: (value: string) => void): void {
        resolve('done');
      }
    }
    const work = new Watched();
    const followed = followResult(Object.freeze(new Query()), work);
    expect(followed.run()).toBe('ran');
    expect(await followed).toBe('done');
    expect(work.ends).toEqual(['done']);
  });
});

function fail(): never {
  throw new Error('touched');
}
