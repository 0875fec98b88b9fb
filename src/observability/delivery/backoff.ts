/** Bounds of the wait between two attempts, in milliseconds. */
export interface BackoffOptions {
  /** Upper bound of the first wait. @default 250 */
  readonly initialMs: number;
  /** Upper bound that later waits grow to. @default 30000 */
  readonly maxMs: number;
}

export const DEFAULT_BACKOFF: BackoffOptions = {
  initialMs: 250,
  maxMs: 30_000,
};

/**
 * Exponential backoff with full jitter: a wait drawn evenly from 0 to min(max, initial · 2^attempt).
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param attempt number of failed attempts so far, 1 for the first
 * @returns milliseconds
 */
export function backoffMs(
  attempt: number,
  { initialMs, maxMs }: BackoffOptions,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(maxMs, initialMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(random() * ceiling);
}
