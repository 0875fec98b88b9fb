import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  const options = { initialMs: 100, maxMs: 1000 };

  it.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [4, 800],
    [5, 1000],
    [500, 1000],
  ])('after attempt %i waits up to %i ms', (attempt, ceiling) => {
    expect(backoffMs(attempt, options, () => 1)).toBe(ceiling);
    expect(backoffMs(attempt, options, () => 0)).toBe(0);
  });
});
