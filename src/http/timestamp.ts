/**
 * An instant as the API writes it: ISO-8601 in UTC with milliseconds and the offset `+00:00`, the form of Python's
 * `isoformat`, which older Python clients can also read back (their `fromisoformat` refuses `Z` before 3.11).
 */
export function formatTimestamp(instant: Date): string {
  return instant.toISOString().replace('Z', '+00:00');
}
