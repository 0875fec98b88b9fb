import { percentile, spreadOf } from './statistics.js';

describe('spreadOf', () => {
  it.each([
    [[3], { median: 3, min: 3, max: 3 }],
    [[4, 2], { median: 3, min: 2, max: 4 }],
    [[9, 1, 5], { median: 5, min: 1, max: 9 }],
    [[4, 1, 3, 2], { median: 2.5, min: 1, max: 4 }],
  ])('of %j', (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it('has none of nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('percentile', () => {
  it('is the value that so many are not above', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
