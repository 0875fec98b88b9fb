import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Pool, PoolClient } from 'pg';
import { PGliteTransaction } from './pglite-transaction.js';
import {
  StatementCatalog,
  type StatementTarget,
} from './statement/statement-catalog.js';
import {
  type StatementRunner,
  traceStatements,
  withSafeErrors,
} from './traced-statements.js';

/**
 * A pool that sends every statement through `runner`, those of its checked-out clients (transactions) included. What a
 * single statement waits for a connection is part of its time; OpenTelemetry has a name for that wait in metrics only
 * (`db.client.connection.wait_time`), so that no attribute tells it.
 */
export function tracePool(
  pool: Pool,
  runner: StatementRunner,
  target: StatementTarget = {},
): Pool {
  const tracing = { catalog: new StatementCatalog(target), runner };
  const clients = new WeakMap<PoolClient, PoolClient>();
  const connect = async (): Promise<PoolClient> => {
    const client = await withSafeErrors(() => pool.connect());
    const traced = clients.get(client) ?? traceStatements(client, tracing);
    clients.set(client, traced);
    return traced;
  };
  return traceStatements(pool, tracing, { connect });
}

/** The embedded store with every statement sent through `runner`, a transaction's and its end included. */
export function tracePGlite(
  store: PGlite,
  runner: StatementRunner,
  target: StatementTarget = {},
): PGlite {
  const tracing = { catalog: new StatementCatalog(target), runner };
  const transaction = <T>(
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> => new PGliteTransaction(tracing).run(store, work);
  return traceStatements(store, tracing, { transaction });
}
