import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { NoTrace } from '../observability/index.js';
import { DatabaseError } from './database.error.js';
import { hideParameters } from './failure/hide-parameters.js';
import { StatementError } from './failure/statement.error.js';
import type { Orm, Store } from './store.js';

/**
 * The one way to the store. Statements run inside `run` or `transaction`; one that fails rejects with a `DatabaseError`
 * (`database_query_failed`) whose `cause` is a `StatementError`, as which it is caught inside. Inside `transaction` use only
 * the builder it hands over: the embedded store has a single connection, and a statement beside the transaction would
 * wait for it for ever.
 */
@NoTrace()
@Injectable()
export class Database implements OnApplicationShutdown {
  private closing: Promise<void> | undefined;

  private readonly orm: Orm;

  constructor(private readonly store: Store) {
    this.orm = hideParameters(store.orm);
  }

  /** Runs statements, each on its own. */
  async run<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
    try {
      return await work(this.orm);
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Runs statements that take effect together or, when `work` rejects, not at all. */
  async transaction<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
    try {
      return await this.orm.transaction((transaction) =>
        work(hideParameters(transaction)),
      );
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Ends the connections, once, however often it is called. */
  close(): Promise<void> {
    this.closing ??= this.store.close();
    return this.closing;
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

/** A statement that failed, with the stack of who ran it; anything else as it is. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof StatementError)) return error;
  return new DatabaseError(
    'database_query_failed',
    `A statement failed: ${error.message}`,
    { cause: error },
  );
}
