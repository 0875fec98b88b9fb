import type { RequestSummary } from '../../store/views.js';
import { after, BEGUN_MS, request } from '../requests/request.spec-fixture.js';
import { figuresByRoute, trendOf, within } from './statistics.js';

/** A minute: each part of a trend is a second. */
const MINUTE = { from: BEGUN_MS, to: BEGUN_MS + 60_000 };
const lasting = (durations: readonly (number | null)[]): RequestSummary[] =>
  durations.map((durationMs) => request({ durationMs }));
const upTo = (n: number): number[] =>
  Array.from({ length: n }, (_, index) => index + 1);

describe('within', () => {
  it.each([
    ['just before', -1, 0],
    ['at its beginning', 0, 1],
    ['at its end', 60_000, 1],
    ['just after', 60_001, 0],
  ])('holds a request %s against a window', (_when, ms, found) => {
    expect(within([after(ms)], MINUTE)).toHaveLength(found);
  });

  it('leaves out what has no readable time', () => {
    expect(within([request({ time: 'yesterday' })], MINUTE)).toEqual([]);
  });

  it('takes a window without a beginning', () => {
    const all = [after(-1e9), after(0)];
    expect(within(all, { ...MINUTE, from: -Infinity })).toEqual(all);
  });
});

describe('figuresByRoute', () => {
  it('says nothing of no requests', () => {
    expect(figuresByRoute([], MINUTE)).toEqual([]);
  });

  it('counts by method and route, the most frequent first', () => {
    const figures = figuresByRoute(
      [
        request({ method: 'POST' }),
        request({ path: '/api/cruds/1', durationMs: 10, error: true }),
        request({ path: '/api/cruds/2', durationMs: 30 }),
        request({ durationMs: null }),
      ],
      MINUTE,
    );
    expect(figures).toEqual([
      {
        route: 'GET /api/cruds/:id',
        requests: 3,
        perSecond: 0.05,
        errorShare: 1 / 3,
        p50: 10,
        p95: 30,
        p99: 30,
      },
      {
        route: 'POST /api/cruds/:id',
        requests: 1,
        perSecond: 1 / 60,
        errorShare: 0,
        p50: 20,
        p95: 20,
        p99: 20,
      },
    ]);
  });

  it.each<[Partial<RequestSummary>, string]>([
    [{ method: null }, '/api/cruds/:id'],
    [{ route: null, name: 'GET /7' }, 'GET /7'],
    [{ route: '', method: 'GET' }, 'GET'],
  ])('names %j %s', (changes, route) => {
    expect(figuresByRoute([request(changes)], MINUTE)).toMatchObject([
      { route },
    ]);
  });

  it.each<[string, (number | null)[], unknown[]]>([
    ['no known duration', [null, null], [null, null, null]],
    ['one', [7], [7, 7, 7]],
    ['two', [9, 1], [1, 9, 9]],
    ['nothing but zero', [0, 0], [0, 0, 0]],
    ['numbers, not text', [100, 9, 20], [20, 100, 100]],
    ['twenty', upTo(20).toReversed(), [10, 19, 20]],
    ['twenty-one', upTo(21), [11, 20, 21]],
    ['a hundred', upTo(100), [50, 95, 99]],
    ['thousands', upTo(10_000), [5_000, 9_500, 9_900]],
    ['those that are known', [null, 4, null], [4, 4, 4]],
  ])('ranks the durations of %s', (_what, durations, [p50, p95, p99]) => {
    expect(figuresByRoute(lasting(durations), MINUTE)).toMatchObject([
      { p50, p95, p99 },
    ]);
  });

  it.each([
    ['of no length', 0, 2],
    ['below a second', 500, 2],
    ['of four seconds', 4_000, 0.5],
  ])('counts a second at least: a window %s', (_what, ms, perSecond) => {
    const window = { from: BEGUN_MS, to: BEGUN_MS + ms };
    expect(figuresByRoute([request(), request()], window)).toMatchObject([
      { perSecond },
    ]);
  });
});

describe('trendOf', () => {
  it('has 60 parts, and shows nothing of no requests', () => {
    const trend = trendOf([], MINUTE);
    expect(trend.times).toHaveLength(60);
    expect(trend.times[0]).toBe(BEGUN_MS / 1_000 + 0.5);
    expect(trend.times.at(-1)).toBe(BEGUN_MS / 1_000 + 59.5);
    expect(new Set(trend.perSecond)).toEqual(new Set([0]));
    for (const series of [trend.errorShare, trend.p50, trend.p95, trend.p99]) {
      expect(new Set(series)).toEqual(new Set([null]));
    }
  });

  it.each([
    ['at the beginning', 0, 0],
    ['just before the second part', 999, 0],
    ['at the second part', 1_000, 1],
    ['just before the end', 59_999, 59],
    ['at the end', 60_000, 59],
  ])('puts a request %s into its part', (_when, ms, part) => {
    expect(trendOf([after(ms)], MINUTE).perSecond.indexOf(1)).toBe(part);
  });

  it.each([
    ['before the window', after(-1)],
    ['without a readable time', request({ time: '' })],
  ])('leaves out a request %s', (_what, left) => {
    expect(Math.max(...trendOf([left], MINUTE).perSecond)).toBe(0);
  });

  it('tells rate, share of errors and percentiles of a part', () => {
    const trend = trendOf(
      [
        after(2_000, { durationMs: 4, error: true }),
        after(2_500, { durationMs: 2 }),
        after(2_600, { durationMs: 8 }),
        after(2_999, { durationMs: null }),
      ],
      MINUTE,
    );
    expect(trend).toMatchObject({
      perSecond: { 1: 0, 2: 4, 3: 0 },
      errorShare: { 1: null, 2: 0.25, 3: null },
      p50: { 1: null, 2: 4, 3: null },
      p95: { 2: 8 },
      p99: { 2: 8 },
    });
  });

  it('shows no percentile of a part in which all go on', () => {
    const trend = trendOf([after(0, { durationMs: null })], MINUTE);
    expect([trend.errorShare[0], trend.p50[0]]).toEqual([0, null]);
  });

  it('counts by the second, whatever the length of a part', () => {
    const window = { from: BEGUN_MS, to: BEGUN_MS + 600_000 };
    const trend = trendOf([after(0), after(9_999), after(10_000)], window);
    expect(trend.perSecond.slice(0, 3)).toEqual([0.2, 0.1, 0]);
  });

  it('stays finite in a window of no length', () => {
    const trend = trendOf([request()], { from: BEGUN_MS, to: BEGUN_MS });
    expect(trend.perSecond.every(Number.isFinite)).toBe(true);
    expect(trend.p50[0]).toBe(20);
  });
});
