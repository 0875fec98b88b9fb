/** @default time between two looks, in milliseconds */
const LOOK_MS = 50;

/**
 * Looks again and again until there is something.
 *
 * @throws Error that says what was there last, when the time is up
 */
export async function until<T>(
  what: string,
  limitMs: number,
  look: () => Promise<T | undefined> | T | undefined,
  last: () => unknown = () => '',
  lookMs = LOOK_MS,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) {
      throw new Error(
        `${what}: not within ${String(limitMs)} ms. ${JSON.stringify(last())}`,
      );
    }
    await passing(lookMs);
  }
}

/** Resolves after a time: that of a phase, never a guess at how long something takes. */
export function passing(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
