/** What a record is worth when memory is spent: the lowest goes first, and of one priority the oldest. */
export const PRIORITY = {
  /** Of a trace in which nothing failed and that nobody flagged. */
  unremarkableTrace: 0,
  /** Log lines and metrics. */
  log: 1,
  /** Of a trace that failed, was flagged, or was kept for being slow. */
  remarkableTrace: 2,
  /** Reports of errors. */
  errorReport: 3,
} as const;

export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** All priorities, the first to go first. */
export const PRIORITIES: readonly Priority[] = Object.values(PRIORITY).toSorted(
  (a, b) => a - b,
);
