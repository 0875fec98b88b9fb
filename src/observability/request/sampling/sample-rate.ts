import { randomnessOf } from './trace-randomness.js';

/** Traces that a kept one stands for, as the integer that Honeycomb multiplies by. */
export function sampleRateOf(traceId: string, probability: number): number {
  const share = (randomnessOf(traceId) - (1 - probability)) / probability;
  return Math.floor(1 / probability + Math.min(Math.max(share, 0), 1 - 1e-12));
}
