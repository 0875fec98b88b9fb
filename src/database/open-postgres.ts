import { Logger } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { DATABASE_DEFAULTS, type DatabaseOptions } from './database.options.js';
import type { Store } from './store.js';
import { tracePool, type StatementRunner } from './traced-client.js';

const logger = new Logger('Database');

/** Opens a pool on PostgreSQL. Nothing connects before the first statement. */
export function openPostgres(
  url: string,
  options: DatabaseOptions,
  runner: StatementRunner,
): Store {
  const pool = new Pool({
    connectionString: url,
    max: options.poolMax ?? DATABASE_DEFAULTS.poolMax,
    statement_timeout:
      options.statementTimeoutMs ?? DATABASE_DEFAULTS.statementTimeoutMs,
    connectionTimeoutMillis:
      options.connectionTimeoutMs ?? DATABASE_DEFAULTS.connectionTimeoutMs,
    keepAlive: true,
  });
  // Without a listener, an idle connection that the server ends would end this process. The pool replaces it by itself.
  pool.on('error', (error) =>
    logger.warn(`An idle connection was lost: ${error.message}`),
  );
  // The same for a connection in use by a transaction: its statements reject by themselves, and the pool drops it.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return {
    orm: drizzle({ client: tracePool(pool, runner) }),
    close: () => pool.end(),
  };
}
