import type { PGlite, Transaction } from '@electric-sql/pglite';
import { toStatementError } from './failure/to-statement-error.js';
import { type StatementTracing, traceStatements } from './traced-statements.js';

type Work<T> = (transaction: Transaction) => Promise<T>;

/**
 * PGlite sends `BEGIN`, `COMMIT` and `ROLLBACK` from inside. The last two go through the runner as if they were sent from
 * here: they take from the end of the work to the end of the transaction.
 */
export class PGliteTransaction {
  private readonly outcome = Promise.withResolvers<void>();
  private ending: Promise<void> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly tracing: StatementTracing) {}

  async run<T>(store: PGlite, work: Work<T>): Promise<T> {
    try {
      const result = await store.transaction((inner) =>
        this.work(traceStatements(inner, this.tracing), work),
      );
      this.outcome.resolve();
      await this.ending;
      return result;
    } catch (error) {
      throw await this.failed(error);
    }
  }

  private async work<T>(inner: Transaction, work: Work<T>): Promise<T> {
    try {
      const result = await work(inner);
      this.end('COMMIT');
      return result;
    } catch (error) {
      this.failure = { error };
      this.end('ROLLBACK');
      throw error;
    }
  }

  private end(sql: string): void {
    const { catalog, runner } = this.tracing;
    this.ending = runner(catalog.describe(sql), () => this.outcome.promise);
  }

  /** @returns what to throw: what the work threw, else what the store did */
  private async failed(thrown: unknown): Promise<unknown> {
    const isOfWork =
      this.failure !== undefined && this.failure.error === thrown;
    const failure = isOfWork ? thrown : toStatementError(thrown, '');
    if (isOfWork) this.outcome.resolve();
    else this.outcome.reject(failure);
    await this.ending.catch(() => undefined);
    await this.outcome.promise.catch(() => undefined);
    return failure;
  }
}
