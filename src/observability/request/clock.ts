/**
 * The clock of all spans: milliseconds since the epoch with fractions, from one anchor for the process, so that a child
 * never falls outside its parent. (The SDK's own clock starts each span at a whole millisecond of the wall clock and ends
 * it by the monotonic one; a child then may outlast its parent by up to a millisecond.)
 */
let anchorMs = performance.timeOrigin;

/** The wall clock may be set while the process runs; beyond this many milliseconds the anchor follows it. */
const MAX_DRIFT_MS = 500;

export function spanTimeMs(): number {
  return anchorMs + performance.now();
}

/** The same clock's reading at a time that `performance.now()` told. */
export function fromPerformanceTime(ms: number): number {
  return anchorMs + ms;
}

/** Follows a wall clock that was set. Called at the start of a request, so that no request sees time jump inside it. */
export function followWallClock(): void {
  const wall = Date.now();
  if (Math.abs(wall - spanTimeMs()) > MAX_DRIFT_MS) {
    anchorMs = wall - performance.now();
  }
}
