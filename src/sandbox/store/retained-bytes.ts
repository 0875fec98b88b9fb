const VALUE_BYTES = 8;
const CONTAINER_BYTES = 48;

/**
 * Estimates the memory that a decoded value holds, in bytes: two a character,
 * eight a scalar, and an allowance for each object and key. An estimate is
 * enough for a budget, and it never undercounts text.
 */
export function retainedBytes(value: unknown): number {
  let bytes = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      bytes += CONTAINER_BYTES / 2 + next.length * 2;
    } else if (typeof next === 'object' && next !== null) {
      bytes += CONTAINER_BYTES;
      for (const [key, member] of Object.entries(next)) {
        bytes += VALUE_BYTES + (Array.isArray(next) ? 0 : key.length);
        pending.push(member);
      }
    } else {
      bytes += VALUE_BYTES;
    }
  }
  return bytes;
}
