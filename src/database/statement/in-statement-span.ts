import { inQuerySpan, measureQuery } from '../../observability/index.js';
import { StatementError } from '../failure/statement.error.js';
import type { Statement } from '../statement.js';

/** Runs a statement in its client span, outside a trace without one, and measures it. */
export function inStatementSpan<T>(
  statement: Statement,
  run: () => Promise<T>,
): Promise<T> {
  return measureQuery(
    statement,
    () => inQuerySpan(statement, run, { rowsOf, failureOf }),
    failureOf,
  );
}

/** Rows of a result that has columns; one without says only that it was done. */
function rowsOf(result: unknown): number | undefined {
  if (typeof result !== 'object' || result === null) return undefined;
  const rows: unknown = Reflect.get(result, 'rows');
  const fields: unknown = Reflect.get(result, 'fields');
  return Array.isArray(rows) && Array.isArray(fields) && fields.length > 0
    ? rows.length
    : undefined;
}

/** `error.type` is the SQLSTATE, else the code of the driver or of Node, `timeout`, or the name of the error. */
function failureOf(error: unknown) {
  if (!(error instanceof StatementError)) return { type: '_OTHER' };
  const { type, sqlState, severity, subject } = error;
  const { schema, table, column, constraint } = subject;
  const details = {
    'postgresql.severity': severity,
    'postgresql.schema': schema,
    'postgresql.table': table,
    'postgresql.column': column,
    'postgresql.constraint': constraint,
  };
  return {
    type,
    ...(sqlState === undefined ? {} : { statusCode: sqlState }),
    details,
  };
}
