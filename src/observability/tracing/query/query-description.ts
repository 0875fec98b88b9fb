/** One call of a database, as its span describes it. Nothing in it may hold a value. */
export interface QueryDescription {
  /** `db.system.name`. */
  readonly system: 'postgresql';
  /** `db.query.summary`, which names the span: the operations and their tables in the order of the text. */
  readonly summary?: string;
  /** `db.operation.name`: `SELECT`, `INSERT`, …, where there is one only. */
  readonly operation?: string;
  /** `db.collection.name`: the table, where there is one only. */
  readonly collection?: string;
  /** `db.query.text`: the statement with placeholders, never with values. */
  readonly text: string;
  /** `db.operation.batch.size`: statements of a call that sends several; never 1. */
  readonly batchSize?: number;
  /** `db.namespace`: `database`, or `database|schema`. */
  readonly namespace?: string;
  /** `server.address` and `server.port`, as configured; undefined for a database inside this process. */
  readonly server?: { readonly address: string; readonly port?: number };
}

/** What a failed query says of itself beside its message and stack. */
export interface QueryFailure {
  /** `error.type`: the database's code, else the kind of failure. */
  readonly type: string;
  /** `db.response.status_code`: the database's own code. */
  readonly statusCode?: string;
  /** Attributes of this database system, by their whole names; what is undefined is left out. */
  readonly details?: Readonly<Record<string, string | undefined>>;
}

/** Reads how a query ended. Neither function throws. */
export interface QueryOutcome {
  /** `db.response.returned_rows`; undefined where the result has no rows to count. */
  rowsOf(result: unknown): number | undefined;
  failureOf(error: unknown): QueryFailure;
}
