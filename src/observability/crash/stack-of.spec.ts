import { stackOf } from './stack-of.js';

const trap = (): never => {
  throw new Error('a trap ran');
};

describe('what is shown of a crash', () => {
  it('is the stack, its causes and its properties, as Node shows them', () => {
    const error = Object.assign(
      new RangeError('outer', { cause: new Error('inner') }),
      { code: 'E_OUTER' },
    );
    const shown = stackOf(error);
    expect(shown).toMatch(/^RangeError: outer\n {4}at /);
    expect(shown).toContain('[cause]: Error: inner');
    expect(shown).toContain("code: 'E_OUTER'");
  });

  it.each<[unknown, string]>([
    [null, 'Uncaught null'],
    [undefined, 'Uncaught undefined'],
    ['text', "Uncaught 'text'"],
    [Symbol('s'), 'Uncaught Symbol(s)'],
    [10n, 'Uncaught 10n'],
    [{ toString: trap }, '{ toString: [Function: trap] }'],
  ])('is what was thrown: %#', (thrown, shown) => {
    expect(stackOf(thrown)).toBe(shown);
  });

  it('has no secret in it', () => {
    const error = Object.assign(new Error('password=hunter2'), {
      headers: { authorization: 'Bearer hunter2' },
    });
    expect(stackOf(error)).not.toContain('hunter2');
  });

  it.each<[string, unknown]>([
    [
      'a proxy',
      new Proxy(new Error('behind'), {
        get: trap,
        has: trap,
        ownKeys: trap,
        getPrototypeOf: trap,
        getOwnPropertyDescriptor: trap,
      }),
    ],
    ['a revoked proxy', revoked()],
    [
      'a stack that throws',
      Object.defineProperty(new Error('x'), 'stack', { get: trap }),
    ],
    [
      'a cycle',
      (() => {
        const error = new Error('cycle');
        error.cause = error;
        return error;
      })(),
    ],
  ])('comes of %s without an exception', (_, thrown) => {
    expect(stackOf(thrown).length).toBeGreaterThan(0);
  });

  it('is bounded', () => {
    const error = new Error('x'.repeat(10_000_000));
    expect(stackOf(error).length).toBeLessThanOrEqual(65_536);
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable(new Error('gone'), {});
  revoke();
  return proxy;
}
