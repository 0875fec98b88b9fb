import { redactValue } from './redact-value.js';

class Account {
  readonly id = 7;
  readonly #hidden = 'hidden';
  password = 'hunter2';
  get hidden(): string {
    return this.#hidden;
  }
}

describe('redactValue', () => {
  it.each([
    ['text', 'text'],
    [1.5, 1.5],
    [Number.NaN, 'NaN'],
    [true, true],
    [null, null],
    [undefined, undefined],
    [12n, '12'],
    [Symbol('x'), '[symbol]'],
    [(): void => undefined, '[function]'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), '[invalid date]'],
    [/a/, '[regular expression]'],
    [Buffer.from('secret'), '[binary, 6 bytes]'],
    [Promise.resolve(1), '[promise]'],
    [
      new URL('https://u:p@h.example/?token=x'),
      'https://h.example/?token=[redacted]',
    ],
    [new Set([1, 'Bearer abc']), [1, 'Bearer [redacted]']],
    [
      new Map<unknown, unknown>([
        ['token', 1],
        ['a', 2],
        [3, 4],
        [{}, 5],
      ]),
      { token: '[redacted]', a: 2, 3: 4, '[object]': 5 },
    ],
    [new Account(), { id: 7, password: '[redacted]' }],
    [
      { a: { b: [{ api_key: 'x', ok: 1 }] } },
      { a: { b: [{ api_key: '[redacted]', ok: 1 }] } },
    ],
    [Object.create(null), {}],
  ])('copies %o', (value, expected) => {
    expect(redactValue(value)).toEqual(expected);
  });

  it('keeps what an error says, causes too', () => {
    const cause = new TypeError('password=hunter2');
    const error = Object.assign(new Error('outer', { cause }), {
      code: 'E1',
      token: 'x',
    });
    expect(redactValue(error)).toMatchObject({
      name: 'Error',
      message: 'outer',
      code: 'E1',
      token: '[redacted]',
      cause: { name: 'TypeError', message: 'password=[redacted]' },
    });
  });

  it('names cycles and copies what is only shared', () => {
    const shared = { n: 1 };
    const value: Record<string, unknown> = { a: shared, b: shared };
    value['self'] = value;
    expect(redactValue(value)).toEqual({
      a: { n: 1 },
      b: { n: 1 },
      self: '[circular]',
    });
  });

  it('withholds what throws, and that alone', () => {
    const value = {
      fine: 1,
      get bad(): string {
        throw new Error('no');
      },
      proxy: new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
    };
    expect(redactValue(value)).toEqual({
      fine: 1,
      bad: '[withheld]',
      proxy: '[withheld]',
    });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(redactValue(proxy)).toBe('[withheld]');
  });

  it('is bounded in depth, entries and characters', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 10_000; level += 1) {
      deep = { deep };
    }
    expect(JSON.stringify(redactValue(deep))).toContain('[too deep]');
    const list = redactValue(Array.from({ length: 1_000_000 }, () => 'x'));
    expect(list).toHaveLength(101);
    expect(list).toContain('[999900 more]');
    const wide = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [
        `k${String(i)}`,
        'x'.repeat(20_000),
      ]),
    );
    expect(JSON.stringify(redactValue(wide)).length).toBeLessThan(150_000);
    const bomb: unknown[] = [];
    let level: unknown[] = bomb;
    for (let depth = 0; depth < 7; depth += 1) {
      const next: unknown[] = [];
      level.push(...Array.from({ length: 50 }, () => next));
      level = next;
    }
    expect(JSON.stringify(redactValue(bomb)).length).toBeLessThan(100_000);
  });

  it('lets no key reach the prototype', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":1}');
    const copy = redactValue(value);
    expect(Reflect.get(Object.prototype, 'polluted')).toBeUndefined();
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true},"a":1}');
  });

  it('never touches what it is shown', () => {
    const value = {
      headers: { authorization: 'x' },
      list: [{ token: 'y' }],
      at: new Date(0),
    };
    const before = structuredClone(value);
    const copy = redactValue(value);
    expect(value).toEqual(before);
    expect(copy).not.toBe(value);
    expect(redactValue(Object.freeze({ a: Object.freeze(['b']) }))).toEqual({
      a: ['b'],
    });
  });
});
