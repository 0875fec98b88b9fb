import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Pool, PoolClient } from 'pg';
import { describeStatement, type Statement } from './statement.js';

/** Runs one statement inside whatever watches it. `inQuerySpan` in the application, a counter in tests. */
export type StatementRunner = <T>(
  statement: Statement,
  run: () => Promise<T>,
) => Promise<T>;

/** A pool that sends every statement through `runner`, those of its checked-out clients (transactions) included. */
export function tracePool(pool: Pool, runner: StatementRunner): Pool {
  const clients = new WeakMap<PoolClient, PoolClient>();
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const traced = clients.get(client) ?? traceMethods(client, runner, {});
    clients.set(client, traced);
    return traced;
  };
  return traceMethods(pool, runner, { connect });
}

/**
 * The embedded store with every statement sent through `runner`, a transaction's included. PGlite sends its own
 * `BEGIN`, `COMMIT` and `ROLLBACK` from inside; they stay within the process and have no span.
 */
export function tracePGlite(store: PGlite, runner: StatementRunner): PGlite {
  const transaction = <T>(work: (transaction: Transaction) => Promise<T>) =>
    store.transaction((inner) => work(traceMethods(inner, runner, {})));
  return traceMethods(store, runner, { transaction });
}

function traceMethods<T extends object>(
  client: T,
  runner: StatementRunner,
  replaced: Readonly<Record<string, unknown>>,
): T {
  const query = async (...parameters: unknown[]): Promise<unknown> => {
    const send: unknown = Reflect.get(client, 'query');
    if (typeof send !== 'function') throw new TypeError('not a client');
    const run = async (): Promise<unknown> =>
      Reflect.apply(send, client, parameters);
    return runner(describeStatement(textOf(parameters[0])), run);
  };
  const methods: Readonly<Record<string, unknown>> = { query, ...replaced };
  return new Proxy(client, {
    get(target, key) {
      if (typeof key === 'string' && Object.hasOwn(methods, key))
        return methods[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' && key !== 'constructor'
        ? value.bind(target)
        : value;
    },
  });
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  if (typeof query === 'object' && query !== null && 'text' in query)
    return String(query.text);
  return '';
}
