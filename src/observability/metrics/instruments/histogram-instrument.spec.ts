import { TraceFlags } from '@opentelemetry/api';
import type { WithExemplars } from '../../otlp/index.js';
import { HistogramInstrument } from './histogram-instrument.js';
import { MAX_SERIES } from './max-series.js';

const FACTS = { name: 'spec', unit: 's', description: '' };

function spanOf(digit: string, traceFlags = TraceFlags.SAMPLED) {
  return { traceId: digit.repeat(32), spanId: digit.repeat(16), traceFlags };
}

function pointsOf(histogram: HistogramInstrument) {
  const points: readonly (NonNullable<
    ReturnType<HistogramInstrument['read']>
  >['dataPoints'][number] &
    WithExemplars)[] = histogram.read([1, 0])?.dataPoints ?? [];
  return points;
}

describe('a histogram', () => {
  it('counts a value at a bound into the bucket that the bound ends', () => {
    const histogram = new HistogramInstrument(FACTS, [10, 1]);
    [0.5, 1, 1.5, 10, 11].forEach((value) => {
      histogram.record(value);
    });
    expect(pointsOf(histogram)[0]?.value).toEqual({
      buckets: { boundaries: [1, 10], counts: [2, 2, 1] },
      count: 5,
      sum: 24,
      min: 0.5,
      max: 11,
    });
  });

  it('is nothing until something was recorded, and takes nothing but numbers', () => {
    const histogram = new HistogramInstrument(FACTS);
    [Number.NaN, Number.POSITIVE_INFINITY].forEach((value) => {
      histogram.record(value);
    });
    expect(histogram.read([1, 0])).toBeUndefined();
  });

  it('keeps of each bucket the newest measurement of a sampled trace', () => {
    const histogram = new HistogramInstrument(FACTS, [1, 10]);
    histogram.record(0.1, {}, spanOf('1'));
    histogram.record(0.2, {}, spanOf('2'));
    histogram.record(0.3, {}, spanOf('3', TraceFlags.NONE));
    histogram.record(5, {}, spanOf('4'));
    histogram.record(50);
    expect(pointsOf(histogram)[0]?.exemplars).toEqual([
      {
        value: 0.2,
        timeMs: expect.any(Number),
        traceId: '2'.repeat(32),
        spanId: '2'.repeat(16),
      },
      expect.objectContaining({ value: 5, spanId: '4'.repeat(16) }),
    ]);
  });

  it('loses no measurement beyond its limit of series', () => {
    const histogram = new HistogramInstrument(FACTS, [1]);
    const all = MAX_SERIES + 500;
    for (let index = 0; index < all; index += 1) {
      histogram.record(1, { index });
    }
    const points = pointsOf(histogram);
    expect(points).toHaveLength(MAX_SERIES);
    const overflow = points.filter(
      ({ attributes }) => attributes['otel.metric.overflow'] === true,
    );
    expect(overflow).toHaveLength(1);
    expect(points.reduce((sum, { value }) => sum + value.count, 0)).toBe(all);
  });

  it('is read as a copy', () => {
    const histogram = new HistogramInstrument(FACTS, [1]);
    histogram.record(1);
    const [before] = pointsOf(histogram);
    histogram.record(1);
    expect(before?.value.buckets.counts).toEqual([1, 0]);
  });
});
