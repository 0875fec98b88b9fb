import type { Answered } from './load.js';

/** Length of a window in which a percentile is taken, in milliseconds: 500 requests at 200 a second. */
const WINDOW_MS = 2500;

/** A phase of a run, in milliseconds of `performance.now()`. */
export interface Phase {
  readonly from: number;
  readonly to: number;
}

/** Percentiles of latency, in milliseconds. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
}

/** Percentiles of each window of some phases. */
export function windowsOf(
  answered: readonly Answered[],
  phases: readonly Phase[],
): Latencies[] {
  return phases
    .flatMap(parted)
    .map(({ from, to }) =>
      answered
        .filter(({ sentAt }) => sentAt >= from && sentAt < to)
        .map(({ latencyMs }) => latencyMs),
    )
    .filter(({ length }) => length > 0)
    .map((window) => ({
      p50: quantile(window, 0.5),
      p99: quantile(window, 0.99),
    }));
}

/** The median over windows: what another process on the machine does to one window doesn't count. */
export function medianOf(windows: readonly Latencies[]): Latencies {
  return {
    p50: quantile(
      windows.map(({ p50 }) => p50),
      0.5,
    ),
    p99: quantile(
      windows.map(({ p99 }) => p99),
      0.5,
    ),
  };
}

function parted({ from, to }: Phase): Phase[] {
  const count = Math.max(1, Math.floor((to - from) / WINDOW_MS));
  const length = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * length,
    to: from + (index + 1) * length,
  }));
}

/** The smallest value that at least that share does not pass. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
