import { Client, type ClientConfig } from 'pg';
import type { StatementTarget } from './statement/statement-catalog.js';

/** `-c search_path=app,public` among the options of a connection; the first schema is the one that counts. */
const SEARCH_PATH = /(?:^|\s)(?:-c\s*|--)search_path=([\w$]+)/;

/**
 * Where a connection goes, read as the driver reads it: the connection string, then `PGHOST` and its kin, then its defaults.
 * Nothing connects. The schema is the one the connection is opened with (`options`), where it names one; a statement that
 * changes it later is not followed.
 * Source: OpenTelemetry semantic conventions for PostgreSQL client operations, `db.namespace` as `{database}|{schema}`.
 */
export function postgresTarget(config: ClientConfig): StatementTarget {
  const { host, port, database } = new Client(config);
  const schema = SEARCH_PATH.exec(optionsOf(config))?.[1];
  const namespace = [database, schema].filter(Boolean).join('|');
  return {
    ...(namespace === '' ? {} : { namespace }),
    server: host.startsWith('/')
      ? { address: `${host}/.s.PGSQL.${String(port)}` }
      : { address: host, port },
  };
}

function optionsOf({ connectionString = '', options }: ClientConfig): string {
  const query = connectionString.split('?')[1] ?? '';
  return (
    new URLSearchParams(query).get('options') ??
    options ??
    process.env['PGOPTIONS'] ??
    ''
  );
}
