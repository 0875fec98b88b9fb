import { SpanKind, trace } from '@opentelemetry/api';
import { runInSpan } from './run-in-span.js';

/** One statement to a database, as its span describes it. */
export interface QueryDescription {
  /** `db.system.name`. */
  readonly system: 'postgresql';
  /** `db.operation.name`: `SELECT`, `INSERT`, … */
  readonly operation: string;
  /** `db.collection.name`: the table, where there is one. */
  readonly collection?: string;
  /** `db.query.text`: the statement with placeholders, never with values. */
  readonly text: string;
}

/**
 * Runs a query inside a client span; outside a trace (migrations, health checks of the pool) without one.
 * Source: OpenTelemetry semantic conventions for database client spans, stable since 1.33.
 */
export function inQuerySpan<T>(
  { system, operation, collection, text }: QueryDescription,
  run: () => Promise<T>,
): Promise<T> {
  if (trace.getActiveSpan() === undefined) {
    return run();
  }
  return runInSpan(
    collection === undefined ? operation : `${operation} ${collection}`,
    {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': system,
        'db.operation.name': operation,
        ...(collection === undefined
          ? {}
          : { 'db.collection.name': collection }),
        'db.query.text': text,
      },
    },
    run,
  );
}
