import { randomBytes } from 'node:crypto';
import { sampleRateOf } from './sample-rate.js';
import { isAmong, randomnessOf } from './trace-randomness.js';

const TRACES = 100_000;

describe('sampleRateOf', () => {
  it.each([1, 0.5, 0.3, 0.1, 0.07, 0.01])(
    'adds up to all traces at a probability of %d',
    (probability) => {
      const rates = Array.from({ length: TRACES }, () =>
        randomBytes(16).toString('hex'),
      )
        .filter((traceId) => isAmong(traceId, probability))
        .map((traceId) => sampleRateOf(traceId, probability));
      const kept = rates.length;
      const weight = rates.reduce((sum, rate) => sum + rate, 0);
      expect(rates.every((rate) => Number.isInteger(rate))).toBe(true);
      expect(rates.every((rate) => Math.abs(rate - 1 / probability) < 1)).toBe(
        true,
      );
      // Five standard deviations of the count, each trace weighing 1/p, and of the rounding, half at the most.
      const deviation = Math.sqrt(TRACES * probability * (1 - probability));
      expect(Math.abs(kept - TRACES * probability)).toBeLessThanOrEqual(
        5 * deviation,
      );
      expect(Math.abs(weight - TRACES)).toBeLessThanOrEqual(
        5 * (deviation / probability + Math.sqrt(kept) / 2),
      );
    },
  );

  it('is the same in every service, and within bounds for a trace kept for another reason', () => {
    const unlikely = `${'f'.repeat(18)}${'0'.repeat(14)}`;
    expect(sampleRateOf(unlikely, 0.3)).toBe(3);
    expect(sampleRateOf('f'.repeat(32), 0.3)).toBe(4);
    expect(sampleRateOf('f'.repeat(32), 1)).toBe(1);
    expect(sampleRateOf('f'.repeat(32), 0.1)).toBe(10);
  });
});

describe('randomnessOf', () => {
  it('reads the digits that are random in X-Ray’s ids too', () => {
    const low = `ffffffff${'f'.repeat(10)}${'0'.repeat(14)}`;
    expect(randomnessOf(low)).toBe(0);
    expect(randomnessOf('f'.repeat(32))).toBeLessThanOrEqual(1);
    expect(isAmong(low, 0.999)).toBe(false);
    expect(isAmong(low, 1)).toBe(true);
    expect(isAmong('f'.repeat(32), 0)).toBe(false);
  });
});
