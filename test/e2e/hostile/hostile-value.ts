/** A value that no code expects, made anew for each use. */
export interface HostileValue {
  readonly name: string;
  make(): unknown;
}

/** How often the getters of `countingReads` were called since it was made. */
export const reads = { count: 0 };

/** An object whose getters have an effect: reading it often would repeat it. */
export function countingReads(): object {
  reads.count = 0;
  const read = (): string => {
    reads.count += 1;
    return 'read';
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      ['message', 'name', 'stack', 'value'].map((key) => [
        key,
        { get: read, enumerable: true },
      ]),
    ),
  );
}

export function fail(): never {
  throw new RangeError('a hostile value was touched');
}

/** Throws for whatever is done with it. */
export function throwingProxy(target: object): object {
  return new Proxy(target, {
    get: fail,
    has: fail,
    set: fail,
    ownKeys: fail,
    getPrototypeOf: fail,
    getOwnPropertyDescriptor: fail,
    isExtensible: fail,
    defineProperty: fail,
  });
}

export function revokedProxy(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Answers every question with more of itself. */
export function endlessProxy(): object {
  const proxy: object = new Proxy(
    {},
    {
      get: (_target, key) =>
        typeof key === 'string' && key.length < 3 ? proxy : undefined,
      ownKeys: () => Array.from({ length: 1000 }, (_, index) => `k${index}`),
      getOwnPropertyDescriptor: () => ({
        value: proxy,
        enumerable: true,
        configurable: true,
      }),
    },
  );
  return proxy;
}

export function nestedObjects(levels: number): object {
  let value: object = { end: true };
  for (let level = 0; level < levels; level += 1) {
    value = { value };
  }
  return value;
}

/** Few objects that a walk meets 2 to the power of `levels` times. */
export function sharedObjects(levels: number): object {
  let value: object = { end: true };
  for (let level = 0; level < levels; level += 1) {
    value = { left: value, right: value };
  }
  return value;
}

/** A chain of causes. */
export function causes(length: number): Error {
  let error = new Error('the first cause');
  for (let index = 0; index < length; index += 1) {
    error = new Error(`cause ${String(index)}`, { cause: error });
  }
  return error;
}
