import { formatCursor, type Cursor } from './cursor.js';
import type { PageRequest } from './page.schema.js';

/** An answer of which an older part may follow. */
export interface Page<Body> {
  readonly body: Body;
  /** The `before` of the next page; undefined on the last. */
  readonly next: string | undefined;
}

/**
 * Cuts rows, newest first, to a page. Read one row more than `limit`: its presence tells that another page follows.
 */
export function cutPage<Row extends Cursor>(
  rows: readonly Row[],
  request: PageRequest,
): { rows: Row[]; next: string | undefined } {
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { rows: kept, next: more ? formatCursor(last) : undefined };
}
