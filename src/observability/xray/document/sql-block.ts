import type { Attributes } from '@opentelemetry/api';
import { boundedText } from './bounded-text.js';
import type { SqlBlock } from './segment-document.js';

/** Characters of a statement that are kept. */
const MAX_QUERY_LENGTH = 8192;

/** Attributes that the block tells; they need not stand in the metadata too. */
export const SQL_BLOCK_ATTRIBUTES: readonly string[] = [
  'db.system.name',
  'db.query.text',
];

/**
 * The `sql` block of a database client span (`db.system.name`); undefined for any other. The statement holds
 * placeholders, never values.
 *
 * @param noted what the recording API said of the query; it goes before the attributes
 */
export function sqlBlockOf(
  attributes: Attributes,
  noted?: SqlBlock,
): SqlBlock | undefined {
  const system = attributes['db.system.name'];
  if (typeof system !== 'string' || system === '') {
    return noted;
  }
  const query = attributes['db.query.text'];
  const host = attributes['server.address'];
  const port = attributes['server.port'];
  const database = attributes['db.namespace'];
  return {
    database_type: system,
    ...(typeof query === 'string'
      ? { sanitized_query: boundedText(query, MAX_QUERY_LENGTH) }
      : {}),
    ...(typeof host === 'string'
      ? {
          url: `${system}://${host}${typeof port === 'number' ? `:${String(port)}` : ''}${typeof database === 'string' ? `/${database}` : ''}`,
        }
      : {}),
    ...noted,
  };
}
