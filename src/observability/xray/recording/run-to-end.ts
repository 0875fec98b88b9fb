import { type Context, context } from '@opentelemetry/api';
import { holds, isFixedProperty } from '../../request/index.js';

/** Is told when work ends; the first call counts. */
export interface WorkEnd {
  succeeded(): void;
  failed(error: unknown): void;
}

/**
 * Runs work in `active` and returns its result. The end is told when the work really ends: at once, or when the promise or
 * thenable that it returned settles. What was thrown is thrown on untouched, whatever it is; what can't be looked at without
 * an exception is a result like any other.
 */
export function runToEnd<T>(active: Context, run: () => T, end: WorkEnd): T;
export function runToEnd(
  active: Context,
  run: () => unknown,
  end: WorkEnd,
): unknown {
  let result: unknown;
  try {
    result = context.with(active, run);
  } catch (error) {
    end.failed(error);
    throw error;
  }
  if (!holds(result, isThenable)) {
    end.succeeded();
    return result;
  }
  if (startsWhenAwaited(result)) {
    return followThenable(result, active, end);
  }
  if (isBare(result)) {
    return followPromise(result, end);
  }
  // With methods of its own (`cancel()`, `json()`), which another promise would not have.
  void observePromise(result, end);
  return result;
}

async function followPromise(
  promise: PromiseLike<unknown>,
  end: WorkEnd,
): Promise<unknown> {
  try {
    const value = await promise;
    end.succeeded();
    return value;
  } catch (error) {
    end.failed(error);
    throw error;
  }
}

async function observePromise(
  promise: PromiseLike<unknown>,
  end: WorkEnd,
): Promise<void> {
  try {
    await promise;
    end.succeeded();
  } catch (error) {
    end.failed(error);
  }
}

/** A query builder, say: awaiting it starts it, so it is followed when its owner awaits it, and not before. */
function followThenable<T extends object & PromiseLike<unknown>>(
  thenable: T,
  active: Context,
  end: WorkEnd,
): T {
  const followed = (...handlers: Parameters<Promise<unknown>['then']>) =>
    followPromise(
      context.with(active, () => Promise.resolve(thenable)),
      end,
    ).then(...handlers);
  const proxy: T = new Proxy(thenable, {
    get(target, key): unknown {
      if (key === 'then') {
        return followed;
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && !isFixedProperty(target, key)
        ? (...args: unknown[]): unknown => {
            const result: unknown = Reflect.apply(value, target, args);
            return result === target ? proxy : result;
          }
        : value;
    },
  });
  return proxy;
}

function isThenable(value: unknown): value is object & PromiseLike<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function' &&
    !isFixedProperty(value, 'then')
  );
}

function startsWhenAwaited(thenable: object): boolean {
  return (
    !(thenable instanceof Promise) ||
    Reflect.get(thenable, 'then') !== Reflect.get(Promise.prototype, 'then')
  );
}

function isBare(promise: object): boolean {
  return (
    Reflect.getPrototypeOf(promise) === Promise.prototype &&
    Object.getOwnPropertyNames(promise).length === 0
  );
}
