import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Drizzle's query builder, the same for both stores and inside a transaction. */
export type Orm = PgDatabase<PgQueryResultHKT>;

/** An open store: its query builder and how to let go of it. */
export interface Store {
  readonly orm: Orm;
  close(): Promise<void>;
}
