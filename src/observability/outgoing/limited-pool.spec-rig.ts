import { AsyncResource } from 'node:async_hooks';

/** Two connections to one origin, with handlers that remember their caller as those of `undici.request` do. */
export interface LimitedPool {
  get(path: string): Promise<void>;
  close(): Promise<void>;
}

interface Dispatcher {
  dispatch(options: object, handler: object): boolean;
  close(): Promise<void>;
}

/** undici's agent as Node has it; there is one once `fetch` was called. */
export function limitedPool(origin: string): LimitedPool {
  const agent: unknown = Reflect.get(
    globalThis,
    Symbol.for('undici.globalDispatcher.1'),
  );
  const make: unknown =
    typeof agent === 'object' && agent !== null ? agent.constructor : undefined;
  if (typeof make !== 'function') {
    throw new TypeError('fetch has no dispatcher yet');
  }
  const pool: unknown = Reflect.construct(make, [{ connections: 2 }]);
  if (!isDispatcher(pool)) {
    throw new TypeError('fetch has another dispatcher than undici’s');
  }
  return {
    get: (path) =>
      new Promise((resolve, reject) => {
        pool.dispatch(
          { origin, path, method: 'GET' },
          new Handler(resolve, reject),
        );
      }),
    close: () => pool.close(),
  };
}

class Handler extends AsyncResource {
  constructor(
    readonly onComplete: () => void,
    readonly onError: (error: Error) => void,
  ) {
    super('UNDICI_REQUEST');
  }

  onConnect(): void {}

  onHeaders(): boolean {
    return true;
  }

  onData(): boolean {
    return true;
  }
}

function isDispatcher(value: unknown): value is Dispatcher {
  return (
    typeof value === 'object' &&
    value !== null &&
    'dispatch' in value &&
    'close' in value
  );
}
