/** A place in a feed: entries older than it follow. `seq` tells entries of the same millisecond apart. */
export interface Cursor {
  readonly createdAt: Date;
  /** Order of arrival; 0 stands before everything of that millisecond. */
  readonly seq: number;
}

const TOKEN = /^(\d{1,15})-(\d{1,15})$/;
const ISO =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The text a client hands back as `before`. Its form is ours to change: clients take it from the `Link` header. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.createdAt.getTime()}-${cursor.seq}`;
}

/**
 * Reads a cursor, or an ISO-8601 time with an offset, which means everything before that instant. A `+` that was not
 * percent-encoded arrives as a space and is taken for the `+` it was.
 */
export function parseCursor(text: string): Cursor | undefined {
  const token = TOKEN.exec(text);
  if (token !== null)
    return cursorAt(new Date(Number(token[1])), Number(token[2]));
  const iso = text.replace(' ', '+');
  return ISO.test(iso) ? cursorAt(new Date(iso), 0) : undefined;
}

/** PostgreSQL has no year 0, and years of five digits have no place in ISO-8601 as we write it. */
function cursorAt(createdAt: Date, seq: number): Cursor | undefined {
  const year = createdAt.getUTCFullYear();
  return year >= 1 && year <= 9999 ? { createdAt, seq } : undefined;
}
