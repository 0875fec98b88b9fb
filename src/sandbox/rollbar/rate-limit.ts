import { createHash } from 'node:crypto';

const WINDOW_MS = 60_000;

/** Where a token stands in its minute. */
export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  /** When the minute ends, milliseconds since the epoch. */
  readonly resetAtMs: number;
  readonly allowed: boolean;
}

/** Counts calls by access token and minute; tokens are held as hashes only. */
export class RateLimit {
  readonly #limit: number;
  readonly #calls = new Map<string, number>();
  #windowStart = 0;

  constructor(callsPerMinute: number) {
    this.#limit = callsPerMinute;
  }

  /** Counts one call. */
  count(token: string): RateState {
    const now = Date.now();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#calls.clear();
      this.#windowStart = now;
    }
    const key = createHash('sha256').update(token).digest('base64');
    const calls = (this.#calls.get(key) ?? 0) + 1;
    this.#calls.set(key, calls);
    return {
      limit: this.#limit,
      remaining: Math.max(0, this.#limit - calls),
      resetAtMs: this.#windowStart + WINDOW_MS,
      allowed: calls <= this.#limit,
    };
  }

  /** Starts a new minute. */
  reset(): void {
    this.#calls.clear();
  }
}

/** The headers in which Rollbar tells a token's state (Rollbar documentation, "Rate limits"). */
export function rateHeaders(state: RateState): Record<string, string> {
  const leftMs = Math.max(0, state.resetAtMs - Date.now());
  return {
    'x-rate-limit-limit': String(state.limit),
    'x-rate-limit-remaining': String(state.remaining),
    'x-rate-limit-reset': String(Math.ceil(state.resetAtMs / 1_000)),
    'x-rate-limit-remaining-seconds': String(Math.ceil(leftMs / 1_000)),
  };
}
