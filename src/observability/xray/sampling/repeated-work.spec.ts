import { jittered, RepeatedWork } from './repeated-work.js';

describe('jittered', () => {
  it.each<[random: number, ms: number]>([
    [0, 9000],
    [0.25, 9500],
    [0.5, 10_000],
    [1, 11_000],
  ])('makes of 10 s and %d: %d ms', (random, ms) => {
    expect(jittered(10_000, random)).toBeCloseTo(ms);
  });

  it('spreads instances over a fifth of the interval', () => {
    const waits = Array.from({ length: 1000 }, () =>
      jittered(10_000, Math.random()),
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(9000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(11_000);
    expect(new Set(waits.map((wait) => Math.floor(wait / 200))).size).toBe(10);
  });
});

describe('RepeatedWork', () => {
  it('waits before each round, never less than the shortest wait', async () => {
    const startedAt = performance.now();
    const rounds: number[] = [];
    const work = new RepeatedWork(
      async () => {
        rounds.push(performance.now());
      },
      () => 30,
    );
    work.start();
    await vi.waitFor(() => {
      expect(rounds.length).toBeGreaterThanOrEqual(4);
    });
    work.stop();
    rounds.forEach((at, index) => {
      // Node's timers may be a millisecond early.
      expect(at - (rounds[index - 1] ?? startedAt)).toBeGreaterThanOrEqual(
        jittered(30, 0) - 1,
      );
    });
  });

  it('has one round under way at the most, and none after its stop', async () => {
    const finish: (() => void)[] = [];
    let asked = 0;
    const work = new RepeatedWork(
      () => new Promise((resolve) => finish.push(resolve)),
      () => {
        asked += 1;
        return 1;
      },
    );
    work.start();
    await vi.waitFor(() => {
      expect(finish).toHaveLength(1);
    });
    // The next wait is asked for when the round has ended, not before.
    expect(asked).toBe(1);
    finish[0]?.();
    await vi.waitFor(() => {
      expect(finish).toHaveLength(2);
    });
    work.stop();
    finish[1]?.();
    await Promise.resolve();
    expect(asked).toBe(2);
  });
});
