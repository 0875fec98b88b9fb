import { isInRegion, type Region } from '../../insight/region.js';
import type { RequestSummary } from '../../store/views.js';
import type { TimeWindow } from './statistics.js';

/** Cells across and up. */
export const COLUMNS = 60;
export const ROWS = 24;

/** The shortest and longest duration drawn, milliseconds: what is beyond stands at the edge. */
const MIN_MS = 0.1;
const MAX_MS = 60_000;

/** How many requests fall into each cell, time across and duration up, by a logarithm. */
export interface Heat {
  /** `counts[column][row]`, the first row the shortest durations. */
  readonly counts: readonly (readonly number[])[];
  /** The most in one cell. */
  readonly most: number;
}

/** A place in the map: 0 to 1 from the left, and from the bottom. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Counts requests into cells. */
export function heatOf(
  requests: readonly RequestSummary[],
  window: TimeWindow,
): Heat {
  const counts = Array.from({ length: COLUMNS }, () =>
    Array.from({ length: ROWS }, () => 0),
  );
  let most = 0;
  for (const { time, durationMs } of requests) {
    if (durationMs === null) continue;
    const { x, y } = placeOf(Date.parse(time), durationMs, window);
    const column = counts[Math.min(COLUMNS - 1, Math.floor(x * COLUMNS))];
    const row = Math.min(ROWS - 1, Math.floor(y * ROWS));
    if (!column) continue;
    const count = (column[row] ?? 0) + 1;
    column[row] = count;
    most = Math.max(most, count);
  }
  return { counts, most };
}

/** Where a request stands. */
export function placeOf(
  at: number,
  durationMs: number,
  { from, to }: TimeWindow,
): Place {
  return {
    x: clamp((at - from) / Math.max(1, to - from)),
    y: clamp(Math.log(durationMs / MIN_MS) / Math.log(MAX_MS / MIN_MS)),
  };
}

/** The region between two corners, wherever they are. What reaches the edge of the map takes in what is beyond. */
export function regionBetween(
  a: Place,
  b: Place,
  { from, to }: TimeWindow,
): Region {
  const [left, right] = sorted(a.x, b.x);
  const [bottom, top] = sorted(a.y, b.y);
  const time = (x: number): number => Math.round(from + x * (to - from));
  return {
    fromMs: time(left),
    toMs: time(right),
    minDurationMs: bottom <= 0 ? 0 : durationAt(bottom),
    maxDurationMs: top >= 1 ? Number.MAX_SAFE_INTEGER : durationAt(top),
  };
}

/** Whether a request is in a region; one of which no duration is known is in none. */
export function isRequestInRegion(
  { time, durationMs }: RequestSummary,
  region: Region,
): boolean {
  return (
    durationMs !== null && isInRegion(Date.parse(time), durationMs, region)
  );
}

/** The durations that are named beside the map, milliseconds, with their heights. */
export function durationMarks(): { readonly ms: number; readonly y: number }[] {
  return [0.1, 1, 10, 100, 1_000, 10_000].map((ms) => ({
    ms,
    y: Math.log(ms / MIN_MS) / Math.log(MAX_MS / MIN_MS),
  }));
}

function durationAt(y: number): number {
  const ms = MIN_MS * (MAX_MS / MIN_MS) ** y;
  return Number(ms.toPrecision(4));
}

function sorted(a: number, b: number): [number, number] {
  const [first, second] = [clamp(a), clamp(b)];
  return first < second ? [first, second] : [second, first];
}

function clamp(share: number): number {
  return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}
