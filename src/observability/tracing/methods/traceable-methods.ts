import { isUntraced } from '../../request/index.js';
import { opensSpan } from '../span-mark.js';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Called by Nest at start and stop, or by the language itself. */
const LEFT_ALONE = new Set([
  'constructor',
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
  'then',
  'toJSON',
  'toString',
  'toLocaleString',
  'valueOf',
]);

/**
 * The methods of a class that become spans, by name: its own and inherited ones, without those that a library's or the
 * language's class declares, getters and setters, symbols, life-cycle hooks, names that begin with `_`, and methods with
 * `@NoTrace()` or `@Span()`. What an override says counts, not what it overrides.
 */
export function traceableMethods(
  prototype: object,
  libraries: ReadonlySet<unknown>,
): ReadonlyMap<string, Method> {
  const seen = new Set<string>();
  const methods = new Map<string, Method>();
  for (
    let owner: object | null = prototype;
    owner !== null && owner !== Object.prototype;
    owner = Reflect.getPrototypeOf(owner)
  ) {
    const declaredBy: unknown = owner.constructor;
    const untraced =
      typeof declaredBy !== 'function' ||
      libraries.has(declaredBy) ||
      isNative(declaredBy);
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (seen.has(name)) {
        continue;
      }
      seen.add(name);
      const method = methodOf(owner, name);
      if (
        method !== undefined &&
        !untraced &&
        !LEFT_ALONE.has(name) &&
        !name.startsWith('_') &&
        !isUntraced(owner, declaredBy, name) &&
        !opensSpan(owner, name)
      ) {
        methods.set(name, method);
      }
    }
  }
  return methods;
}

function methodOf(owner: object, name: string): Method | undefined {
  const value: unknown = Reflect.getOwnPropertyDescriptor(owner, name)?.value;
  return isMethod(value) ? value : undefined;
}

/** A function to call: not a class, which only `new` may enter and whose `prototype` can't be written. */
function isMethod(value: unknown): value is Method {
  return (
    typeof value === 'function' &&
    Reflect.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false
  );
}

/** Map, Promise, Array and their kin. */
function isNative(constructor: object): boolean {
  return Function.prototype.toString
    .call(constructor)
    .endsWith('{ [native code] }');
}
