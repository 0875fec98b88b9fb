import { type Vendor, VENDORS } from './vendor.js';

/** Figures of one receiver since its start or the last reset; evictions do not lower them. */
export interface VendorCounts {
  /** HTTP requests and datagrams. */
  requests: number;
  /** Records accepted. */
  records: number;
  /** Bytes received, as they crossed the wire. */
  bytes: number;
  /** Breaches of the vendor's contract. */
  violations: number;
  /** Requests answered with an error, and records turned away from a request that was accepted. */
  refused: number;
  /** Occurrences whose uuid had been seen before: accepted and discarded, as Rollbar does. */
  duplicates: number;
  /** Requests whose very bytes had come before: the sender tried again. */
  retries: number;
  /** Records that left memory to make room. */
  evicted: number;
}

/** The figures of all four. */
export type Counts = Record<Vendor, VendorCounts>;

const zero = (): VendorCounts => ({
  requests: 0,
  records: 0,
  bytes: 0,
  violations: 0,
  refused: 0,
  duplicates: 0,
  retries: 0,
  evicted: 0,
});

/** Counts what the four receivers see. */
export class Counters {
  #counts: Counts = Counters.#empty();

  static #empty(): Counts {
    return { otlp: zero(), xray: zero(), cloudwatch: zero(), rollbar: zero() };
  }

  /** Adds `by` to one figure of one vendor. */
  add(vendor: Vendor, figure: keyof VendorCounts, by = 1): void {
    this.#counts[vendor][figure] += by;
  }

  /** A copy of the figures. */
  read(): Counts {
    const copy = Counters.#empty();
    for (const vendor of VENDORS) copy[vendor] = { ...this.#counts[vendor] };
    return copy;
  }

  /** Sets every figure to zero. */
  reset(): void {
    this.#counts = Counters.#empty();
  }
}
