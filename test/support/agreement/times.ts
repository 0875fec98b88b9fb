import type { OtlpSpan } from '../../../src/sandbox/index.js';
import { textOf } from '../field.js';
import type { Differences } from './differences.js';
import type { RequestStory } from './request-story.js';

/** Rounding of a microsecond, in microseconds. */
const ROUNDING_US = 1;
/** What the system's clock, which lines and items read, and the spans' clock, which follows it, may be apart, in milliseconds. */
const CLOCKS_MS = 20;
/** Time in which this process gets to write down what has ended, in milliseconds; it may share its processor with many others. */
const LATE_MS = 5000;

/** Lines and items fall within the request; the access line follows its end. */
export function compareTimes(
  differences: Differences,
  { view, server, access }: RequestStory,
): void {
  const start = millisecondsOf(server.startTimeUnixNano);
  const end = millisecondsOf(server.endTimeUnixNano);
  for (const { fields, timestamp, message } of view.cloudwatch.events) {
    const of = `of the line ${message.slice(0, 200)}`;
    const written = Date.parse(textOf(fields?.['timestamp']));
    differences.same(`timestamps in and ${of}`, written, timestamp);
    within(differences, `time ${of}`, written, start, end + LATE_MS);
  }
  within(
    differences,
    'time of the access line',
    Date.parse(textOf(access['timestamp'])),
    end,
    end + LATE_MS,
  );
  for (const { data } of view.rollbar.items) {
    // Rollbar takes whole seconds.
    const at = Number(data['timestamp']) * 1000;
    within(differences, 'time of an item', at, start - 1000, end);
  }
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

function within(
  differences: Differences,
  what: string,
  ms: number,
  from: number,
  to: number,
): void {
  if (!(ms >= from - CLOCKS_MS && ms <= to + CLOCKS_MS)) {
    differences.note(
      `${what}: ${String(ms)} is not from ${String(from)} to ${String(to)}`,
    );
  }
}

function millisecondsOf(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1000n) / 1000;
}
