/**
 * Deepest nesting taken of parsed JSON, levels: the limit that common parsers
 * set (Jackson's default), and far below what makes serializing fail.
 */
export const MAX_NESTING = 1_000;

/** Whether objects and arrays nest more than `MAX_NESTING` levels deep. */
export function nestsTooDeeply(value: unknown): boolean {
  let level: object[] = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((container) =>
      Object.values(container).filter(isContainer),
    );
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
