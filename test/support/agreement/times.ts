import type { OtlpSpan } from '../../../src/sandbox/index.js';
import { durationNs } from '../span-tree.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Rounding of a microsecond, in microseconds. */
const ROUNDING_US = 1;

/** Start and duration, to the microsecond. */
export function compareTimes(
  differences: Differences,
  { server, segment, access }: RequestStory,
): void {
  compareEntityTimes(differences, server, segment);
  differences.near(
    'duration of span and access line, µs',
    durationNs(server) / 1000,
    Number(access['duration_ms']) * 1000,
    ROUNDING_US,
  );
}

/** Start and end of a span and of the segment or subsegment made of it. */
export function compareEntityTimes(
  differences: Differences,
  span: OtlpSpan,
  entity: RequestStory['segment'],
): void {
  const { name, startTimeUnixNano, endTimeUnixNano } = span;
  for (const [what, nanoseconds, seconds] of [
    ['start', startTimeUnixNano, entity['start_time']],
    ['end', endTimeUnixNano, entity['end_time']],
  ] as const) {
    differences.near(
      `${what} of ${name}, µs`,
      Number(BigInt(nanoseconds) / 1000n),
      Math.round(Number(seconds) * 1e6),
      ROUNDING_US,
    );
  }
}
