/** What the store needs to know. One of two stores is opened: PostgreSQL when `url` is set, embedded PGlite otherwise. */
export interface DatabaseOptions {
  /** A PostgreSQL connection string. Left out, the embedded store in `dataDir` is used. */
  readonly url?: string;
  /** Folder of the embedded store; its files go to `<dataDir>/pglite`. `:memory:` keeps everything in memory. */
  readonly dataDir: string;
  /** Whether to lay the demo data when the database is empty. It is never laid into one that has users or activities. */
  readonly seed: boolean;
  /**
   * Connections the PostgreSQL pool may open.
   * @default 10
   */
  readonly poolMax?: number;
  /**
   * Milliseconds a statement may run on PostgreSQL before the server cancels it; 2,000 later it is given up even if the
   * server is silent. Migrations are exempt. The embedded store runs inside this process and cannot cancel a statement.
   * @default 10000
   */
  readonly statementTimeoutMs?: number;
  /**
   * Milliseconds to wait for a free or new PostgreSQL connection.
   * @default 5000
   */
  readonly connectionTimeoutMs?: number;
}

/** The defaults that `DatabaseOptions` documents. */
export const DATABASE_DEFAULTS = {
  poolMax: 10,
  statementTimeoutMs: 10_000,
  connectionTimeoutMs: 5_000,
} as const;
