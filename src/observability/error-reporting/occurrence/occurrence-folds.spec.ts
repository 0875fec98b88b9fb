import { randomUUID } from 'node:crypto';
import type { FoldedOccurrence, Occurrence } from './occurrence.js';
import { OccurrenceFolds } from './occurrence-folds.js';

/** Folds whose occurrences are only noted when they are due. */
class Rig {
  readonly told: FoldedOccurrence[] = [];
  takes = true;
  readonly folds = new OccurrenceFolds((folded) => {
    if (this.takes) {
      this.told.push(folded);
    }
    return this.takes;
  });

  add(
    fingerprint = 'f',
    { traceId, level = 'error', text = 'x' }: Added = {},
  ): string | undefined {
    return this.folds.add(
      { fingerprint, level },
      () => occurrence(fingerprint, level, text),
      traceId,
    );
  }

  counts(): readonly number[] {
    return this.told.map(({ count }) => count);
  }

  total(): number {
    return this.counts().reduce((sum, count) => sum + count, 0);
  }
}

interface Added {
  readonly traceId?: string;
  readonly level?: Occurrence['level'];
  readonly text?: string;
}

function occurrence(
  fingerprint: string,
  level: Occurrence['level'],
  what: string,
): Occurrence {
  return {
    uuid: randomUUID(),
    level,
    at: 0,
    what,
    fingerprint,
    extra: {},
    identity: undefined,
    request: undefined,
  };
}

describe('OccurrenceFolds', () => {
  let rig: Rig;

  beforeEach(() => {
    vi.useFakeTimers();
    rig = new Rig();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells the first at once, and those of each window as one', () => {
    rig.add();
    expect(rig.counts()).toEqual([1]);
    for (let n = 0; n < 999; n += 1) {
      rig.add();
    }
    expect(rig.counts()).toEqual([1]);
    expect(rig.folds.size).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(rig.counts()).toEqual([1, 999]);
    expect(rig.folds.size).toBe(0);
  });

  it('doubles its windows up to ten seconds while the burst goes on', () => {
    rig.add();
    const toldAt: number[] = [];
    for (let ms = 100; ms <= 40_000; ms += 100) {
      const before = rig.told.length;
      vi.advanceTimersByTime(100);
      if (rig.told.length > before) {
        toldAt.push(ms);
      }
      rig.add();
    }
    expect(toldAt).toEqual([1000, 3000, 7000, 15_000, 25_000, 35_000]);
    rig.folds.tellAll();
    expect(rig.total()).toBe(401);
  });

  it('tells the next at once after a window without any', () => {
    rig.add();
    rig.add();
    vi.advanceTimersByTime(1000);
    vi.advanceTimersByTime(2000);
    rig.add();
    expect(rig.counts()).toEqual([1, 1, 1]);
    rig.add();
    vi.advanceTimersByTime(1000);
    expect(rig.counts()).toEqual([1, 1, 1, 1]);
  });

  it('names the occurrence in which each is counted', () => {
    const first = rig.add();
    const second = rig.add();
    const third = rig.add();
    vi.advanceTimersByTime(1000);
    const fourth = rig.add();
    vi.advanceTimersByTime(2000);
    expect(rig.told.map((folded) => folded.occurrence.uuid)).toEqual([
      first,
      second,
      fourth,
    ]);
    expect(third).toBe(second);
  });

  it('keeps ten trace ids beside that of the first', () => {
    rig.add();
    for (let n = 0; n < 20; n += 1) {
      rig.add('f', { traceId: `t${String(n)}` });
    }
    rig.folds.tellAll();
    expect(rig.told[1]?.traceIds).toEqual(
      Array.from({ length: 10 }, (_, n) => `t${String(n + 1)}`),
    );
  });

  it('holds nothing back of another kind: another error, or another level', () => {
    rig.add('a');
    rig.add('a');
    rig.add('b');
    rig.add('a', { level: 'warning' });
    expect(rig.counts()).toEqual([1, 1, 1]);
  });

  it('makes an occurrence only of what is told by itself or first of its window', () => {
    let made = 0;
    for (let n = 0; n < 1000; n += 1) {
      rig.folds.add(
        { fingerprint: 'f', level: 'error' },
        () => {
          made += 1;
          return occurrence('f', 'error', 'x');
        },
        undefined,
      );
    }
    expect(made).toBe(2);
  });

  it('remembers 200 kinds, ends the oldest early, and loses nothing', () => {
    for (let n = 0; n < 300; n += 1) {
      rig.add(`k${String(n)}`);
      rig.add(`k${String(n)}`);
    }
    expect(rig.folds.size).toBe(200);
    expect(vi.getTimerCount()).toBe(200);
    rig.folds.tellAll();
    expect(rig.total()).toBe(600);
  });

  it('forgets kinds of which it holds nothing before others', () => {
    rig.add('held');
    rig.add('held');
    for (let n = 0; n < 1000; n += 1) {
      rig.add(`k${String(n)}`);
    }
    expect(rig.folds.size).toBe(1);
  });

  it('holds no more than two million characters back', () => {
    const text = 'x'.repeat(500_000);
    for (let n = 0; n < 10; n += 1) {
      rig.add(`k${String(n)}`, { text });
      rig.add(`k${String(n)}`, { text });
      expect(rig.folds.size).toBeLessThanOrEqual(4);
    }
    rig.folds.tellAll();
    expect(rig.total()).toBe(20);
  });

  it('holds nothing back while somebody waits', () => {
    rig.add();
    rig.add();
    const over = rig.folds.hurry();
    expect(rig.counts()).toEqual([1, 1]);
    rig.add();
    expect(rig.counts()).toEqual([1, 1, 1]);
    over();
    over();
    rig.add();
    expect(rig.folds.size).toBe(1);
  });

  it('opens no window for an occurrence that was refused', () => {
    rig.takes = false;
    expect(rig.add()).toBeUndefined();
    rig.takes = true;
    expect(rig.add()).toBeDefined();
    expect(rig.counts()).toEqual([1]);
  });
});
