import { JsonCopy } from './json-copy.js';

const copyOf = (value: unknown): unknown => new JsonCopy().of(value);

describe('JsonCopy', () => {
  it.each([
    ['a big integer', 12n, '12'],
    ['not a number', Number.NaN, 'NaN'],
    ['infinity', -Infinity, '-Infinity'],
    ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['no date', new Date(Number.NaN), '[Invalid Date]'],
    ['a map', new Map([['a', 1n]]), { a: '1' }],
    ['a set', new Set([1, 'b']), [1, 'b']],
    ['bytes', Buffer.from('abc'), '[Buffer of 3 bytes]'],
    ['a function', Math.max, '[Function max]'],
    ['undefined inside', { a: undefined, b: [undefined] }, { b: [null] }],
  ])('turns %s into JSON', (_name, value, expected) => {
    expect(copyOf(value)).toEqual(expected);
  });

  it('marks a cycle, but not what merely occurs twice', () => {
    const shared = { n: 1 };
    const loop: Record<string, unknown> = { a: shared, b: shared };
    loop['loop'] = loop;
    expect(copyOf(loop)).toEqual({
      a: { n: 1 },
      b: { n: 1 },
      loop: '[Circular]',
    });
  });

  it('loses only the value whose getter throws', () => {
    const value = {
      before: 1,
      get bad(): never {
        throw new Error('no');
      },
      after: 2,
    };
    expect(copyOf(value)).toEqual({
      before: 1,
      bad: '[Unreadable]',
      after: 2,
    });
  });

  it('ends a cyclic chain of causes', () => {
    const error = new Error('a');
    const cause = new Error('b', { cause: error });
    error.cause = cause;
    expect(copyOf(error)).toMatchObject({
      message: 'a',
      cause: { message: 'b', cause: '[Circular]' },
    });
  });

  it('describes an AggregateError’s errors', () => {
    const error = new AggregateError([new Error('a'), 'b'], 'both');
    expect(copyOf(error)).toMatchObject({
      type: 'AggregateError',
      message: 'both',
      errors: [{ type: 'Error', message: 'a' }, 'b'],
    });
  });

  it('leaves an error’s own objects out: requests, sockets, query parameters', () => {
    const error = Object.assign(new Error('query'), {
      code: '23505',
      params: ['private'],
      request: { headers: {} },
    });
    const copy = copyOf(error);
    expect(copy).toMatchObject({ code: '23505' });
    expect(copy).not.toHaveProperty('params');
    expect(copy).not.toHaveProperty('request');
  });

  it('withholds values under secret keys', () => {
    expect(copyOf({ apiKey: 'k', nested: [{ password: 'p' }] })).toEqual({
      apiKey: '[redacted]',
      nested: [{ password: '[redacted]' }],
    });
  });

  it('keeps a key named __proto__ as data', () => {
    const copy = copyOf(JSON.parse('{"__proto__":{"polluted":true}}'));
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is bounded in depth, breadth and characters', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 10_000; level += 1) {
      deep = { deep };
    }
    const wide = Array.from({ length: 100_000 }, () => ({ a: 1 }));
    const long = 'x'.repeat(10_000_000);
    expect(JSON.stringify(copyOf({ deep })).length).toBeLessThan(200);
    expect(JSON.stringify(copyOf({ wide, again: wide })).length).toBeLessThan(
      200_000,
    );
    expect(JSON.stringify(copyOf([long, long])).length).toBeLessThan(2_100_000);
  });

  it('reads no more of a large Map or Set than it keeps', () => {
    let read = 0;
    class Counted<K, V> extends Map<K, V> {
      override *[Symbol.iterator](): MapIterator<[K, V]> {
        for (const entry of super[Symbol.iterator]()) {
          read += 1;
          yield entry;
        }
      }
    }
    const entries = Array.from({ length: 5000 }, (_, n): [string, number] => [
      String(n),
      n,
    ]);
    expect(copyOf(new Counted(entries))).toMatchObject({
      '0': 0,
      '[more]': 4000,
    });
    expect(read).toBeLessThan(1100);
  });

  it('keeps the rest beside a function whose name is no text', () => {
    const odd = Object.defineProperty(() => 1, 'name', { value: 5 });
    expect(copyOf({ odd, after: 'kept' })).toEqual({
      odd: '[Function 5]',
      after: 'kept',
    });
  });
});
