import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DrizzleQueryError } from 'drizzle-orm';
import { NoTrace } from '../observability/index.js';
import { DatabaseError, reasonOf } from './database.error.js';
import type { Orm, Store } from './store.js';

/**
 * The one way to the store. Statements run inside `run` or `transaction`; one that fails rejects with a `DatabaseError`
 * (`database_query_failed`) whose `cause` is the driver's error. Inside `transaction` use only the builder it hands
 * over: the embedded store has a single connection, and a statement beside the transaction would wait for it for ever.
 */
@NoTrace()
@Injectable()
export class Database implements OnApplicationShutdown {
  private closing: Promise<void> | undefined;

  constructor(private readonly store: Store) {}

  /** Runs statements, each on its own. */
  async run<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
    try {
      return await work(this.store.orm);
    } catch (error) {
      throw withoutParameters(error);
    }
  }

  /** Runs statements that take effect together or, when `work` rejects, not at all. */
  async transaction<T>(work: (orm: Orm) => Promise<T>): Promise<T> {
    try {
      return await this.store.orm.transaction((transaction) =>
        work(transaction),
      );
    } catch (error) {
      throw withoutParameters(error);
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

/** Drizzle's own message lists the parameters. They stay here; the driver's error, code and constraint go on as cause. */
function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  return new DatabaseError(
    'database_query_failed',
    `A statement failed: ${reasonOf(error.cause)}`,
    { cause: error.cause },
  );
}
