import { Reservoir } from './reservoir.js';

/** How many of `count` are kept at each of the moments. */
function keptAt(
  reservoir: Reservoir,
  moments: readonly number[],
  count = 20,
): number[] {
  return moments.map(
    (now) =>
      Array.from({ length: count }, () => reservoir.take(now)).filter(
        (source) => source !== undefined,
      ).length,
  );
}

describe('Reservoir', () => {
  it('borrows one a second while nothing was granted', () => {
    const reservoir = new Reservoir(50);
    expect(keptAt(reservoir, [0, 500, 999, 1000, 5000])).toEqual([
      1, 0, 0, 1, 1,
    ]);
    expect(reservoir.take(6000)).toBe('borrowed');
  });

  it('lends nothing when its size is 0', () => {
    expect(keptAt(new Reservoir(0), [0, 1000, 2000])).toEqual([0, 0, 0]);
  });

  it('keeps exactly what was granted, in each second until the grant runs out', () => {
    const reservoir = new Reservoir(50);
    reservoir.grant({ perSecond: 7, expiresAt: 3000 });
    expect(keptAt(reservoir, [0, 999, 1000, 2000, 2999, 3000, 4000])).toEqual([
      7, 0, 7, 7, 0, 1, 1,
    ]);
  });

  it('counts what it borrowed against a grant of the same second, and what was granted against a loan', () => {
    const reservoir = new Reservoir(50);
    expect(reservoir.take(100)).toBe('borrowed');
    reservoir.grant({ perSecond: 7, expiresAt: 1500 });
    expect(keptAt(reservoir, [200, 1400, 1600])).toEqual([6, 7, 0]);
  });

  it('keeps none where none was granted', () => {
    const reservoir = new Reservoir(50);
    reservoir.grant({ perSecond: 7, expiresAt: 9000 });
    reservoir.grant({ perSecond: 0, expiresAt: 9000 });
    expect(keptAt(reservoir, [0, 1000, 8999, 9000])).toEqual([0, 0, 0, 1]);
  });

  it('goes by its size as it is now', () => {
    const reservoir = new Reservoir(0);
    reservoir.resize(3);
    expect(keptAt(reservoir, [0])).toEqual([1]);
  });
});
