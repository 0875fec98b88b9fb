import type { Region } from '../../insight/region.js';
import type { RequestSummary } from '../../store/views.js';
import { after, BEGUN_MS, request } from '../requests/request.spec-fixture.js';
import {
  COLUMNS,
  durationMarks,
  type Heat,
  heatOf,
  isRequestInRegion,
  type Place,
  placeOf,
  regionBetween,
  ROWS,
} from './heat.js';

/** A minute: each column is a second. */
const MINUTE = { from: BEGUN_MS, to: BEGUN_MS + 60_000 };
const EVERYTHING: Region = {
  fromMs: 0,
  toMs: Number.MAX_SAFE_INTEGER,
  minDurationMs: 0,
  maxDurationMs: Number.MAX_SAFE_INTEGER,
};

/** The cells that hold anything: column, row, count. */
const cellsOf = ({ counts }: Heat): number[][] =>
  counts.flatMap((column, x) =>
    column.flatMap((count, y) => (count === 0 ? [] : [[x, y, count]])),
  );

describe('heatOf', () => {
  it('is empty without requests', () => {
    const heat = heatOf([], MINUTE);
    expect(heat.counts).toHaveLength(COLUMNS);
    expect(heat.counts.every(({ length }) => length === ROWS)).toBe(true);
    expect([cellsOf(heat), heat.most]).toEqual([[], 0]);
  });

  it.each<[string, RequestSummary, number, number]>([
    ['the first moment', after(0, { durationMs: 0.1 }), 0, 0],
    ['just before the second column', after(999, { durationMs: 0.1 }), 0, 0],
    ['the second column', after(1_000, { durationMs: 0.1 }), 1, 0],
    ['the last moment', after(60_000, { durationMs: 0.1 }), 59, 0],
    ['before the window', after(-5_000, { durationMs: 0.1 }), 0, 0],
    ['after the window', after(90_000, { durationMs: 0.1 }), 59, 0],
    ['no duration at all', after(0, { durationMs: 0 }), 0, 0],
    ['a duration below zero', after(0, { durationMs: -5 }), 0, 0],
    ['the middle of the durations', after(0, { durationMs: 78 }), 0, 12],
    ['the longest drawn', after(0, { durationMs: 60_000 }), 0, 23],
    ['longer than drawn', after(0, { durationMs: 9e9 }), 0, 23],
    ['no end of it', after(0, { durationMs: Infinity }), 0, 23],
  ])('counts %s in its cell', (_what, one, column, row) => {
    expect(cellsOf(heatOf([one], MINUTE))).toEqual([[column, row, 1]]);
  });

  it('leaves out what goes on', () => {
    expect(heatOf([request({ durationMs: null })], MINUTE).most).toBe(0);
  });

  it('tells the most in one cell of thousands', () => {
    const many = Array.from({ length: 9_000 }, (_, n) =>
      after(n < 6_000 ? 0 : 30_000, { durationMs: 0.1 }),
    );
    const heat = heatOf(many, MINUTE);
    expect(heat.most).toBe(6_000);
    expect(cellsOf(heat)).toEqual([
      [0, 0, 6_000],
      [30, 0, 3_000],
    ]);
  });
});

describe('placeOf', () => {
  it.each([
    ['the middle', 30_000, 0.5],
    ['before all', -1, 0],
    ['after all', 60_001, 1],
    ['an unreadable time', NaN, 0],
    ['the end of time', Infinity, 1],
  ])('stands across at %s', (_what, ms, x) => {
    expect(placeOf(BEGUN_MS + ms, 1, MINUTE).x).toBe(x);
  });

  it('stands in a window of no length', () => {
    const window = { from: BEGUN_MS, to: BEGUN_MS };
    expect(placeOf(BEGUN_MS, 0.1, window)).toEqual({ x: 0, y: 0 });
  });

  it.each([
    [0.01, 0],
    [60_000, 1],
    [Number.MAX_SAFE_INTEGER, 1],
    [Infinity, 1],
    [NaN, 0],
  ])('stands for %d ms at a height of %d', (ms, y) => {
    expect(placeOf(BEGUN_MS, ms, MINUTE).y).toBe(y);
  });

  it('stands as far up for each tenfold duration', () => {
    const [a = 0, b = 0, c = 0] = [1, 10, 100].map(
      (ms) => placeOf(BEGUN_MS, ms, MINUTE).y,
    );
    expect(b - a).toBeCloseTo(c - b, 12);
    expect(b - a).toBeCloseTo(0.17307, 5);
  });
});

describe('regionBetween', () => {
  const low: Place = { x: 0.25, y: placeOf(0, 10, MINUTE).y };
  const high: Place = { x: 0.75, y: placeOf(0, 1_000, MINUTE).y };
  const between: Region = {
    fromMs: BEGUN_MS + 15_000,
    toMs: BEGUN_MS + 45_000,
    minDurationMs: 10,
    maxDurationMs: 1_000,
  };

  it.each<[string, Place, Place]>([
    ['upwards', low, high],
    ['backwards', high, low],
    ['down', { x: low.x, y: high.y }, { x: high.x, y: low.y }],
    ['up to the left', { x: high.x, y: low.y }, { x: low.x, y: high.y }],
  ])('reads a region drawn %s', (_how, a, b) => {
    expect(regionBetween(a, b, MINUTE)).toEqual(between);
  });

  it.each<[string, Place, Place]>([
    ['to the edges', { x: 0, y: 0 }, { x: 1, y: 1 }],
    ['beyond the edges', { x: 4, y: -3 }, { x: -2, y: 7 }],
  ])('takes in what is beyond when drawn %s', (_how, a, b) => {
    expect(regionBetween(a, b, MINUTE)).toEqual({
      fromMs: MINUTE.from,
      toMs: MINUTE.to,
      minDurationMs: 0,
      maxDurationMs: Number.MAX_SAFE_INTEGER,
    });
  });

  it('is a point when nothing was drawn', () => {
    expect(regionBetween(low, low, MINUTE)).toEqual({
      fromMs: BEGUN_MS + 15_000,
      toMs: BEGUN_MS + 15_000,
      minDurationMs: 10,
      maxDurationMs: 10,
    });
  });

  it.each<[string, Place, Place]>([
    ['first', { x: NaN, y: NaN }, low],
    ['last', low, { x: NaN, y: NaN }],
  ])('begins at the edge for a corner that is nowhere, the %s', (_n, a, b) => {
    expect(regionBetween(a, b, MINUTE)).toEqual({
      fromMs: BEGUN_MS,
      toMs: BEGUN_MS + 15_000,
      minDurationMs: 0,
      maxDurationMs: 10,
    });
  });
});

describe('isRequestInRegion', () => {
  it.each<[string, Partial<Region>, Partial<RequestSummary>, boolean]>([
    ['everything', {}, {}, true],
    ['its own moment', { fromMs: BEGUN_MS, toMs: BEGUN_MS }, {}, true],
    ['what begins later', { fromMs: BEGUN_MS + 1 }, {}, false],
    ['what began before', { toMs: BEGUN_MS - 1 }, {}, false],
    ['its very duration', { minDurationMs: 20, maxDurationMs: 20 }, {}, true],
    ['longer ones', { minDurationMs: 20.001 }, {}, false],
    ['shorter ones', { maxDurationMs: 19.999 }, {}, false],
    ['everything while it goes on', {}, { durationMs: null }, false],
    ['everything without a readable time', {}, { time: '' }, false],
  ])('holds a request against a region of %s', (_what, part, changes, is) => {
    expect(
      isRequestInRegion(request(changes), { ...EVERYTHING, ...part }),
    ).toBe(is);
  });
});

describe('durationMarks', () => {
  it('names tenfold durations where requests that long stand', () => {
    const marks = durationMarks();
    expect(marks.map(({ ms }) => ms)).toEqual([0.1, 1, 10, 100, 1e3, 1e4]);
    expect(marks.map(({ y }) => y)).toEqual(
      marks.map(({ ms }) => placeOf(BEGUN_MS, ms, MINUTE).y),
    );
  });
});
