import { type Context, context } from '@opentelemetry/api';
import { isObservable, Observable } from 'rxjs';
import { holds, isFixedProperty } from '../request/index.js';

/** Work whose end a result announces. Only the first call of `succeed` or `fail` counts. */
export interface FollowedWork {
  /** Active while the result is produced: in subscriptions and in a generator's steps. */
  readonly context: Context;
  succeed(result: unknown): void;
  fail(error: unknown): void;
}

/**
 * Tells `work` when `result` is settled, and returns it: a promise as a promise, anything that produces its value later
 * (Observable, async generator, thenable of one's own) as a proxy of the same kind that starts nothing by itself. An
 * Observable or async generator that a promise resolves to, as an async interceptor returns, is followed as well. What can't
 * be looked at without an exception, or can't be shown otherwise than it is (a frozen thenable), is told at once.
 */
export function followResult<T>(result: T, work: FollowedWork): T;
export function followResult(result: unknown, work: FollowedWork): unknown {
  if (holds(result, isStarted)) {
    if (isBare(result)) {
      return followPromise(result, work);
    }
    // With methods of its own (`cancel()`, `json()`), which another promise would not have.
    void observePromise(result, work);
    return result;
  }
  if (holds(result, isObservable)) {
    const followed = followObservable(result, work);
    return new Proxy(result, {
      get: (target, key, receiver): unknown =>
        key === 'subscribe'
          ? followed.subscribe.bind(followed)
          : Reflect.get(target, key, receiver),
    });
  }
  if (holds(result, isAsyncGenerator)) {
    return override(result, generatorSteps(result, work));
  }
  if (holds(result, isThenable)) {
    const settle = (...handlers: Parameters<Promise<unknown>['then']>) =>
      followPromise(
        context.with(work.context, () => Promise.resolve(result)),
        work,
      ).then(...handlers);
    return override(result, new Map([['then', settle]]));
  }
  work.succeed(result);
  return result;
}

async function followPromise(
  promise: Promise<unknown>,
  work: FollowedWork,
): Promise<unknown> {
  try {
    const value = await promise;
    if (holds(value, isObservable) || holds(value, isAsyncGenerator)) {
      return followResult(value, work);
    }
    work.succeed(value);
    return value;
  } catch (error) {
    work.fail(error);
    throw error;
  }
}

async function observePromise(
  promise: Promise<unknown>,
  work: FollowedWork,
): Promise<void> {
  try {
    work.succeed(await promise);
  } catch (error) {
    work.fail(error);
  }
}

function isBare(promise: Promise<unknown>): boolean {
  return (
    Reflect.getPrototypeOf(promise) === Promise.prototype &&
    Object.getOwnPropertyNames(promise).length === 0
  );
}

/** A promise whose work goes on by itself. */
function isStarted(value: unknown): value is Promise<unknown> {
  return value instanceof Promise && !startsWhenAwaited(value);
}

/** A lazy promise has a `then` of its own, and is followed as a thenable. */
function startsWhenAwaited(promise: Promise<unknown>): boolean {
  return (
    Reflect.get(promise, 'then') !== Reflect.get(Promise.prototype, 'then')
  );
}

function followObservable(
  source: Observable<unknown>,
  work: FollowedWork,
): Observable<unknown> {
  return new Observable((subscriber) => {
    let last: unknown;
    const subscription = context.with(work.context, () =>
      source.subscribe({
        next: (value) => {
          last = value;
          subscriber.next(value);
        },
        error: (error: unknown) => {
          work.fail(error);
          subscriber.error(error);
        },
        complete: () => {
          work.succeed(last);
          subscriber.complete();
        },
      }),
    );
    return () => {
      subscription.unsubscribe();
      work.succeed(last);
    };
  });
}

type Step = (value?: unknown) => Promise<IteratorResult<unknown>>;

function generatorSteps(
  generator: AsyncGenerator,
  work: FollowedWork,
): Map<PropertyKey, Step> {
  const follow =
    (step: Step): Step =>
    async (value) => {
      try {
        const result = await context.with(work.context, () => step(value));
        if (result.done === true) {
          work.succeed(result.value);
        }
        return result;
      } catch (error) {
        work.fail(error);
        throw error;
      }
    };
  return new Map([
    ['next', follow((value) => generator.next(value))],
    ['return', follow((value) => generator.return(value))],
    ['throw', follow((error) => generator.throw(error))],
  ]);
}

/** The object with some methods replaced; all others run on the object itself, so that its private fields hold. */
function override<T extends object>(
  object: T,
  methods: ReadonlyMap<PropertyKey, unknown>,
): T {
  const proxy: T = new Proxy(object, {
    get(target, key): unknown {
      if (key === Symbol.asyncIterator && methods.has('next')) {
        return () => proxy;
      }
      const replaced = methods.get(key);
      if (replaced !== undefined) {
        return replaced;
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && !isFixedProperty(target, key)
        ? value.bind(target)
        : value;
    },
  });
  return proxy;
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  return (
    typeof value === 'object' &&
    value !== null &&
    Symbol.asyncIterator in value &&
    'next' in value &&
    typeof value.next === 'function' &&
    !isFixedProperty(value, 'next')
  );
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
