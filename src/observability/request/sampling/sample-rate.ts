import { randomnessOf } from './trace-randomness.js';

/**
 * Traces that a kept one stands for, as the whole number that Honeycomb multiplies by. Where 1 ÷ probability is none, the
 * two next to it are given in such shares that the mean is right; the trace id chooses, so that every service that knows
 * the probability gives the same trace the same number.
 */
export function sampleRateOf(traceId: string, probability: number): number {
  const weight = 1 / probability;
  const whole = Math.round(weight);
  if (Math.abs(weight - whole) < ALMOST_WHOLE) {
    return whole;
  }
  // Even from 0 to 1 among the traces that are kept for their randomness.
  const share = (randomnessOf(traceId) - (1 - probability)) / probability;
  return Math.floor(weight + Math.min(Math.max(share, 0), BELOW_ONE));
}

/** Probabilities come as decimals and from `tracestate`, rounded: 1 ÷ 0.1 is 10. */
const ALMOST_WHOLE = 1e-6;
const BELOW_ONE = 1 - Number.EPSILON;
