/** Longest mark that `boundedText` adds, in bytes. */
export const MAX_MARK_BYTES = 48;

/**
 * A text as well-formed UTF-16 (half a surrogate pair becomes U+FFFD) of at most `maxBytes` in UTF-8. A cut falls between
 * characters and leaves a mark that says how long the text was; the mark alone, where there is no room for more.
 *
 * @param maxBytes mark included
 */
export function boundedText(text: string, maxBytes: number): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  // A UTF-16 unit becomes three bytes of UTF-8 at the most.
  if (formed.length * 3 <= maxBytes) {
    return formed;
  }
  const bytes = Buffer.byteLength(formed);
  if (bytes <= maxBytes) {
    return formed;
  }
  const mark = `…[cut, ${String(bytes)} bytes in all]`;
  const room = Math.max(0, maxBytes - Buffer.byteLength(mark));
  return fitting(formed, room) + mark;
}

/** As much of a well-formed text as fits into so many bytes of UTF-8. */
function fitting(text: string, maxBytes: number): string {
  const buffer = Buffer.allocUnsafe(maxBytes);
  // Node writes whole characters only.
  return buffer.toString('utf8', 0, buffer.write(text, 'utf8'));
}
