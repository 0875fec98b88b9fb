import { inspect } from 'node:util';

/** The codes a `DatabaseError` carries. */
export type DatabaseErrorCode =
  | 'database_in_use'
  | 'database_unusable'
  | 'database_unreachable'
  | 'database_migration_changed'
  | 'database_migration_failed'
  | 'database_query_failed';

/**
 * What went wrong between the application and its store, with a code to branch on and a message that says what to do.
 * The message never lists a statement's parameters nor quotes a value: they are what people wrote to each other.
 */
export class DatabaseError extends Error {
  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DatabaseError';
  }
}

/**
 * Why something failed, on one line. A host with several addresses that all refuse gives an `AggregateError` without a
 * message of its own; the embedded store also throws what is no `Error`.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError)
    return error.errors.map((each: unknown) => reasonOf(each)).join(', ');
  return error instanceof Error
    ? error.message
    : inspect(error, { breakLength: Infinity });
}
