import { Logger } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PoolConfig } from 'pg';
import { DATABASE_DEFAULTS, type DatabaseOptions } from './database.options.js';
import { MeasuredPool } from './measured-pool.js';
import type { Store } from './store.js';
import { postgresTarget } from './postgres-target.js';
import type { StatementTarget } from './statement/statement-catalog.js';
import { tracePool } from './traced-client.js';
import type { StatementRunner } from './traced-statements.js';

const logger = new Logger('Database');

/**
 * Time beyond the statement timeout after which a query is given up here: the server that should have cancelled it does
 * not answer any more. In milliseconds.
 */
const SILENCE_MS = 2_000;

/** Opens the pool that serves requests. Nothing connects before the first statement. */
export function openPostgres(
  url: string,
  options: DatabaseOptions,
  runner: StatementRunner,
): Store {
  const statementTimeoutMs =
    options.statementTimeoutMs ?? DATABASE_DEFAULTS.statementTimeoutMs;
  return openPool(
    {
      ...connection(url, options),
      max: options.poolMax ?? DATABASE_DEFAULTS.poolMax,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + SILENCE_MS,
    },
    runner,
  );
}

/** Opens one connection without time limits on statements, for migrations. */
export function openMigrator(
  url: string,
  options: DatabaseOptions,
  runner: StatementRunner,
): Store {
  return openPool({ ...connection(url, options), max: 1 }, runner);
}

function connection(url: string, options: DatabaseOptions): PoolConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis:
      options.connectionTimeoutMs ?? DATABASE_DEFAULTS.connectionTimeoutMs,
    keepAlive: true,
  };
}

function openPool(config: PoolConfig, runner: StatementRunner): Store {
  const target = postgresTarget(config);
  const pool = new MeasuredPool(config, poolName(target));
  // Without a listener, an idle connection that the server ends would end this process. The pool replaces it by itself.
  pool.on('error', (error) =>
    logger.warn(`An idle connection was lost: ${error.message}`),
  );
  // The same for a connection in use by a transaction: its statements reject by themselves, and the pool drops it.
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  const client = tracePool(pool, runner, target);
  return {
    orm: drizzle({ client }),
    close: () => pool.end(),
  };
}

/**
 * Source: OpenTelemetry semantic conventions, `db.client.connection.pool.name`:
 * `server.address:server.port/db.namespace`, without what is not known.
 */
function poolName({ server, namespace }: StatementTarget): string {
  const { address = '', port } = server ?? {};
  const host = port === undefined ? address : `${address}:${String(port)}`;
  return namespace === undefined ? host : `${host}/${namespace}`;
}
