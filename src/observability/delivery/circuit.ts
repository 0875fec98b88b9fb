import { backoffMs, type BackoffOptions } from './backoff.js';

/**
 * Whether a vendor is there. From a failed attempt to the next answer the circuit is open: one attempt at a time probes,
 * each after a longer wait.
 */
export class Circuit {
  private failures = 0;
  private dueAt = 0;
  /** Until when the vendor asked to be left alone. */
  private quietUntil = 0;

  constructor(private readonly backoff: BackoffOptions) {}

  get isClosed(): boolean {
    return this.failures === 0;
  }

  /** When the next probe is due, in milliseconds of `performance.now()`. */
  get probeAt(): number {
    return this.dueAt;
  }

  /** A vendor that asked for a wait is left alone even when it answered another attempt. */
  answered(): void {
    if (performance.now() < this.quietUntil) {
      return;
    }
    this.failures = 0;
    this.dueAt = 0;
  }

  /**
   * @param atLeastMs the wait that the vendor asked for, in milliseconds
   * @param atMostMs the longest that there is time for
   */
  failed(atLeastMs = 0, atMostMs = Number.POSITIVE_INFINITY): void {
    this.failures += 1;
    const wait = Math.max(backoffMs(this.failures, this.backoff), atLeastMs);
    const now = performance.now();
    this.dueAt = now + Math.min(wait, atMostMs);
    this.quietUntil = now + Math.min(atLeastMs, atMostMs);
  }

  /** Makes the next probe due at once. */
  hurry(): void {
    this.dueAt = 0;
    this.quietUntil = 0;
  }
}
