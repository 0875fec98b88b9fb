import type { Attributes } from '@opentelemetry/api';
import type {
  QueryDescription,
  QueryFailure,
  QueryOutcome,
} from './query-description.js';

/**
 * The name of a query's span: its summary, else operation and table, else the system.
 * Source: OpenTelemetry semantic conventions for database client spans, "Name".
 */
export function queryName(query: QueryDescription): string {
  const { summary, operation, collection, system } = query;
  if (summary !== undefined) {
    return summary;
  }
  return [operation, collection].filter(Boolean).join(' ') || system;
}

/** Descriptions repeat, as statements do. */
const known = new WeakMap<QueryDescription, Attributes>();

/**
 * What a query's span says from its beginning; not to be changed.
 * Source: OpenTelemetry semantic conventions for database client spans and for PostgreSQL, stable since 1.33.
 */
export function queryAttributes(query: QueryDescription): Attributes {
  const before = known.get(query);
  if (before !== undefined) {
    return before;
  }
  const { server } = query;
  const attributes = present({
    'db.system.name': query.system,
    'db.namespace': query.namespace,
    'db.operation.name': query.operation,
    'db.collection.name': query.collection,
    'db.query.summary': query.summary,
    'db.query.text': query.text,
    'db.operation.batch.size': query.batchSize,
    'server.address': server?.address,
    'server.port': server?.port,
  });
  known.set(query, attributes);
  return attributes;
}

/** What a query's span says of its result. */
export function resultAttributes(
  result: unknown,
  outcome: QueryOutcome | undefined,
): Attributes {
  const rows = outcome?.rowsOf(result);
  return rows === undefined ? {} : { 'db.response.returned_rows': rows };
}

/** What a query's span says of its failure. */
export function failureAttributes(
  error: unknown,
  outcome: QueryOutcome | undefined,
): Attributes {
  const failure: Partial<QueryFailure> = outcome?.failureOf(error) ?? {};
  return present({
    ...failure.details,
    'db.response.status_code': failure.statusCode,
    'error.type': failure.type,
  });
}

function present(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined),
  );
}
