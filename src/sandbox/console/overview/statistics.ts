import type { RequestSummary } from '../../store/views.js';

/** How long requests took: half, 95 % and 99 % of them at most that long, milliseconds; `null` without any. */
interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** What is said of the requests of one route. */
export interface RouteFigures extends Percentiles {
  readonly route: string;
  readonly requests: number;
  readonly perSecond: number;
  /** 0 to 1. */
  readonly errorShare: number;
}

/** Figures over time, one for each part of a window. */
export interface Trend {
  /** Middles of the parts, seconds since the epoch. */
  readonly times: readonly number[];
  readonly perSecond: readonly number[];
  /** 0 to 1; `null` where there was no request. */
  readonly errorShare: readonly (number | null)[];
  readonly p50: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
}

/** A stretch of time, milliseconds since the epoch. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Parts of a trend. */
const PARTS = 60;

/** The value below which a share of sorted values lies, by the nearest rank. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** The percentiles of requests whose duration is known. */
function percentilesOf(requests: readonly RequestSummary[]): Percentiles {
  const sorted = requests
    .flatMap(({ durationMs }) => durationMs ?? [])
    .toSorted((a, b) => a - b);
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

/** The requests that began within a window. */
export function within(
  requests: readonly RequestSummary[],
  { from, to }: TimeWindow,
): readonly RequestSummary[] {
  return requests.filter(({ time }) => {
    const at = Date.parse(time);
    return at >= from && at <= to;
  });
}

/** Figures by route; requests without one stand under their path or name. The most frequent first. */
export function figuresByRoute(
  requests: readonly RequestSummary[],
  { from, to }: TimeWindow,
): RouteFigures[] {
  const seconds = Math.max(1, (to - from) / 1_000);
  const routes = Map.groupBy(requests, ({ method, route, name }) =>
    route === null ? name : `${method ?? ''} ${route}`.trim(),
  );
  return [...routes]
    .map(([route, of]) => ({
      route,
      requests: of.length,
      perSecond: of.length / seconds,
      errorShare: of.filter(({ error }) => error).length / of.length,
      ...percentilesOf(of),
    }))
    .toSorted((a, b) => b.requests - a.requests);
}

/** Figures over time. */
export function trendOf(
  requests: readonly RequestSummary[],
  { from, to }: TimeWindow,
): Trend {
  const part = Math.max(1, to - from) / PARTS;
  const parts: RequestSummary[][] = Array.from({ length: PARTS }, () => []);
  for (const request of requests) {
    const index = Math.floor((Date.parse(request.time) - from) / part);
    parts[Math.min(PARTS - 1, index)]?.push(request);
  }
  const percentiles = parts.map(percentilesOf);
  return {
    times: parts.map((_of, index) => (from + (index + 0.5) * part) / 1_000),
    perSecond: parts.map((of) => of.length / (part / 1_000)),
    errorShare: parts.map((of) =>
      of.length === 0
        ? null
        : of.filter(({ error }) => error).length / of.length,
    ),
    p50: percentiles.map(({ p50 }) => p50),
    p95: percentiles.map(({ p95 }) => p95),
    p99: percentiles.map(({ p99 }) => p99),
  };
}
