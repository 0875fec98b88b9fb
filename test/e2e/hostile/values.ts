import {
  countingReads,
  endlessProxy,
  fail,
  type HostileValue,
  nestedObjects,
  revokedProxy,
  sharedObjects,
  throwingProxy,
} from './hostile-value.js';

const MEGABYTE = 1_048_576;

/** Everything but errors that a caller may hand to telemetry. */
export const VALUES: readonly HostileValue[] = [
  { name: 'null', make: () => null },
  { name: 'undefined', make: () => undefined },
  { name: 'not a number', make: () => Number.NaN },
  { name: 'infinity', make: () => Number.NEGATIVE_INFINITY },
  { name: 'a big integer', make: () => 2n ** 70n },
  { name: 'a huge big integer', make: () => 2n ** 2_000_000n },
  { name: 'a symbol', make: () => Symbol('hostile') },
  { name: 'a function', make: () => () => fail() },
  { name: '1 MB of text', make: () => 'x'.repeat(MEGABYTE) },
  { name: '2 MB of Chinese', make: () => '語'.repeat(700_000) },
  { name: '1 MB of families', make: () => '👨‍👩‍👧‍👦'.repeat(MEGABYTE / 25) },
  { name: 'combining marks', make: () => `e${'\u0301'.repeat(600_000)}` },
  { name: 'control characters', make: () => '\u0001'.repeat(400_000) },
  { name: 'half surrogate pairs', make: () => '\udc00 \ud83d'.repeat(50_000) },
  { name: 'text full of assignments', make: () => 'a=b:c='.repeat(150_000) },
  { name: 'a circle', make: circle },
  { name: 'a circle of collections', make: circleOfCollections },
  { name: '10,000 levels', make: () => nestedObjects(10_000) },
  { name: '2^40 paths', make: () => sharedObjects(40) },
  { name: '50,000 keys', make: () => wide(50_000) },
  { name: 'an empty list of 4 billion', make: longList },
  { name: 'polluting keys', make: pollution },
  { name: 'a frozen object', make: () => Object.freeze({ a: [1] }) },
  { name: 'no prototype', make: () => Object.create(null) },
  { name: 'getters that throw', make: throwingGetters },
  { name: 'getters with effects', make: countingReads },
  { name: 'a proxy that throws', make: () => throwingProxy({}) },
  { name: 'a function’s proxy that throws', make: () => throwingProxy(fail) },
  { name: 'a revoked proxy', make: () => revokedProxy({}) },
  { name: 'a revoked list', make: () => revokedProxy([]) },
  { name: 'an endless proxy', make: endlessProxy },
  { name: 'toJSON that throws', make: () => ({ toJSON: fail }) },
  { name: 'toJSON without end', make: endlessJson },
  { name: 'toString that throws', make: () => ({ toString: fail }) },
  {
    name: 'toPrimitive that throws',
    make: () => ({ [Symbol.toPrimitive]: fail }),
  },
  { name: 'an invalid date', make: () => new Date(Number.NaN) },
  { name: 'the last date', make: () => new Date(8.64e15) },
  { name: '1 MB of bytes', make: () => Buffer.alloc(MEGABYTE, 0xff) },
  { name: 'an endless set', make: endlessSet },
  { name: 'a promise', make: () => Promise.resolve('late') },
];

function circle(): object {
  const value: Record<string, unknown> = { n: 1n };
  value['self'] = value;
  value['list'] = [value];
  return value;
}

function circleOfCollections(): object {
  const map = new Map<unknown, unknown>();
  const set = new Set<unknown>([map]);
  map.set(map, set).set('set', set);
  return map;
}

function wide(keys: number): object {
  return Object.fromEntries(
    Array.from({ length: keys }, (_, index) => [`k${String(index)}`, index]),
  );
}

function longList(): unknown[] {
  const list: unknown[] = [];
  list.length = 4_294_967_295;
  return list;
}

/** As it comes out of JSON.parse. */
function pollution(): unknown {
  const parsed: unknown = JSON.parse(
    '{"__proto__":{"polluted":true,"level":"fatal"},"constructor":{"prototype":{"polluted":true}},"hasOwnProperty":1,"toString":2}',
  );
  return parsed;
}

function throwingGetters(): object {
  return Object.defineProperties(
    { kept: 'kept' },
    Object.fromEntries(
      ['message', 'name', 'stack', 'cause', 'errors', 'then', 'level'].map(
        (key) => [key, { get: fail, enumerable: true }],
      ),
    ),
  );
}

function endlessJson(): object {
  return { toJSON: endlessJson, more: 'x'.repeat(1000) };
}

function endlessSet(): Set<unknown> {
  class Endless extends Set<unknown> {
    override *[Symbol.iterator](): SetIterator<unknown> {
      for (;;) {
        yield 'again';
      }
    }
  }
  return new Endless([1]);
}
