import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/**
 * The rows after a place in a list that is read from the newest on; all of them when there is no such place.
 * @param place the two columns that the list is ordered and indexed by
 */
export function olderThan(
  place: { readonly createdAt: AnyPgColumn; readonly seq: AnyPgColumn },
  before: { readonly createdAt: Date; readonly seq: number } | undefined,
): SQL | undefined {
  if (before === undefined) return undefined;
  return sql`(${place.createdAt}, ${place.seq}) < (${before.createdAt.toISOString()}::timestamptz, ${before.seq}::bigint)`;
}
