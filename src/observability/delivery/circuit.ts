import { backoffMs, type BackoffOptions } from './backoff.js';

/**
 * Whether a vendor is there. From a failed attempt to the next answer the circuit is open: one attempt at a time probes,
 * each after a longer wait.
 */
export class Circuit {
  private failures = 0;
  private dueAt = 0;

  constructor(private readonly backoff: BackoffOptions) {}

  get isClosed(): boolean {
    return this.failures === 0;
  }

  /** When the next probe is due, in milliseconds of `performance.now()`. */
  get probeAt(): number {
    return this.dueAt;
  }

  answered(): void {
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
    this.dueAt = performance.now() + Math.min(wait, atMostMs);
  }

  /** Makes the next probe due at once. */
  hurry(): void {
    this.dueAt = 0;
  }
}
