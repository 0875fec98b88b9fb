/** Digits of a trace id that are random in every format, X-Ray's too, whose first 8 digits are a time: the last 14. */
const RANDOM_DIGITS = 14;
/** The last of them is left out: a number holds 13 hexadecimal digits exactly. */
const RANGE = 2 ** 52;

/**
 * The random number that a trace id carries, from 0 up to (not including) 1. Every service that sees the trace reads the
 * same one, so that services with the same sampling probability keep the same traces.
 * Source: W3C Trace Context Level 2, "random-trace-id"; OpenTelemetry, "TraceState: Probability Sampling".
 */
export function randomnessOf(traceId: string): number {
  return Number.parseInt(traceId.slice(-RANDOM_DIGITS, -1), 16) / RANGE;
}

/** Whether a trace is among the share that is kept: the same answer for the same trace everywhere. */
export function isAmong(traceId: string, probability: number): boolean {
  return probability >= 1 || randomnessOf(traceId) >= 1 - probability;
}
