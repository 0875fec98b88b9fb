import { SpanKind, type SpanOptions, trace } from '@opentelemetry/api';
import { foldingSpan, foldTableOf, runFolded } from './methods/index.js';
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

/** Failed queries of folded calls that one parent gets as spans. */
const MAX_KEPT_FAILURES = 50;

/**
 * Runs a query inside a client span; outside a trace (migrations, health checks of the pool) without one. The query of a
 * folded call is folded with it: counted on the span above, the slowest and failed ones kept.
 * Source: OpenTelemetry semantic conventions for database client spans, stable since 1.33.
 */
export function inQuerySpan<T>(
  query: QueryDescription,
  run: () => Promise<T>,
): Promise<T> {
  if (trace.getActiveSpan() === undefined) {
    return run();
  }
  const { operation, collection } = query;
  const name =
    collection === undefined ? operation : `${operation} ${collection}`;
  const options = spanOptions(query);
  const parent = foldingSpan();
  return parent === undefined
    ? runInSpan(name, options, run)
    : runFolded(
        parent,
        foldTableOf(parent).siblings(name),
        options,
        MAX_KEPT_FAILURES,
        run,
      );
}

function spanOptions({
  system,
  operation,
  collection,
  text,
}: QueryDescription): SpanOptions {
  return {
    kind: SpanKind.CLIENT,
    attributes: {
      'db.system.name': system,
      'db.operation.name': operation,
      ...(collection === undefined ? {} : { 'db.collection.name': collection }),
      'db.query.text': text,
    },
  };
}
