import {
  bytes,
  count,
  counted,
  duration,
  number,
  percent,
  shortDuration,
} from './amounts.js';

/** Digits alone: what stands between them is up to the reader's language. */
const digits = (text: string): string => text.replaceAll(/\D/gu, '');

describe('count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_234_567, '1234567'],
    [2.6, '3'],
  ])('tells %d in whole numbers', (value, told) => {
    expect(digits(count(value))).toBe(told);
  });
});

describe('counted', () => {
  it.each([
    [0, '0 spans'],
    [1, '1 span'],
    [2, '2 spans'],
    [-1, '-1 spans'],
  ])('tells %d in words', (value, told) => {
    expect(counted(value, 'span', 'spans')).toBe(told);
  });
});

describe('number', () => {
  it.each([
    [7, '7'],
    [0.125, '013'],
    [0.004, '0'],
    [12.5, '125'],
    [1_234.567, '123457'],
  ])('tells %d with two decimals at most', (value, told) => {
    expect(digits(number(value))).toBe(told);
  });
});

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [0.000_9, '0 ms'],
    [0.001, '1 µs'],
    [0.25, '250 µs'],
    [0.999, '999 µs'],
    [1, '1.00 ms'],
    [9.99, '9.99 ms'],
    [10, '10.0 ms'],
    [999.9, '999.9 ms'],
    [1_000, '1.00 s'],
    [59_990, '59.99 s'],
    [60_000, '1.0 min'],
    [5_400_000, '90.0 min'],
  ])('tells %d ms as %s', (ms, told) => {
    expect(duration(ms)).toBe(told);
  });

  it.each([
    [-0.000_5, '0 ms'],
    [-0.5, '-500 µs'],
    [-5, '-5.00 ms'],
    [-1_500, '-1.50 s'],
    [-90_000, '-1.5 min'],
  ])('tells %d ms by its size: %s', (ms, told) => {
    expect(duration(ms)).toBe(told);
  });
});

describe('shortDuration', () => {
  it.each([
    [0, '0', 'ms'],
    [0.1, '100', 'µs'],
    [0.999, '999', 'µs'],
    [1, '1', 'ms'],
    [12.34, '123', 'ms'],
    [999, '999', 'ms'],
    [1_000, '1', 's'],
    [1_234, '123', 's'],
    [10_000, '10', 's'],
    [90_000, '90', 's'],
  ])('tells %d ms in three digits at most: %s %s', (ms, figures, unit) => {
    const [value = '', named] = shortDuration(ms).split(' ');
    expect([digits(value), named]).toEqual([figures, unit]);
  });

  it('tells a duration below zero in milliseconds', () => {
    expect(shortDuration(-5)).toBe('-5 ms');
  });
});

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_024, '1.0 KiB'],
    [1_536, '1.5 KiB'],
    [1_048_576, '1.0 MiB'],
    [1_073_741_824, '1.0 GiB'],
    [5_497_558_138_880, '5120.0 GiB'],
  ])('tells %d as %s', (value, told) => {
    expect(bytes(value)).toBe(told);
  });
});

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [0.001, '0.1 %'],
    [0.0625, '6.3 %'],
    [0.1, '10 %'],
    [0.256, '26 %'],
    [1, '100 %'],
  ])('tells a share of %d as %s', (share, told) => {
    expect(percent(share)).toBe(told);
  });
});
