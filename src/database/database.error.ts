/** The codes a `DatabaseError` carries. */
export type DatabaseErrorCode =
  | 'database_in_use'
  | 'database_unreachable'
  | 'database_migration_changed'
  | 'database_migration_failed'
  | 'database_query_failed';

/**
 * What went wrong between the application and its store, with a code to branch on and a message that says what to do.
 * The message never holds a statement's parameters: they are what people wrote to each other.
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
