import type { HrTime, TimeInput } from '@opentelemetry/api';
import { isTimeInputHrTime, millisToHrTime } from '@opentelemetry/core';
import { fromPerformanceTime, spanTimeMs } from '../clock.js';

/** Milliseconds since the epoch with fractions, or what a caller gave in OpenTelemetry's own form. */
export type SpanTime = number | HrTime;

/** The last moment that OTLP can tell, in milliseconds since the epoch: its times are 64 bits of nanoseconds. */
const MAX_MS = 2 ** 63 / 1e6;

/** Milliseconds that are too many to count from the process's start: thirty years. */
const EPOCH_ONLY = 1e12;

/**
 * Reads a time as OpenTelemetry's SDK does: a number up to `performance.now()` counts from the process's start, a larger
 * one from the epoch. Without a time, and for one that is none or out of range, now.
 */
export function spanTime(input: TimeInput | undefined): SpanTime {
  if (input === undefined) {
    return spanTimeMs();
  }
  try {
    const time = read(input);
    const ms = toMs(time);
    return ms > 0 && ms < MAX_MS ? time : spanTimeMs();
  } catch {
    return spanTimeMs();
  }
}

function read(input: TimeInput): SpanTime {
  if (typeof input === 'number') {
    // No process runs for as many milliseconds; a clock need not be read for it.
    if (input > EPOCH_ONLY) {
      return input;
    }
    return input <= performance.now() ? fromPerformanceTime(input) : input;
  }
  if (isTimeInputHrTime(input)) {
    const [seconds, nanoseconds] = input;
    return nanoseconds >= 0 && nanoseconds < 1e9
      ? [Math.trunc(seconds), Math.trunc(nanoseconds)]
      : Number.NaN;
  }
  return input instanceof Date ? input.getTime() : Number.NaN;
}

export function toHrTime(time: SpanTime): HrTime {
  return typeof time === 'number' ? millisToHrTime(time) : time;
}

function toMs(time: SpanTime): number {
  return typeof time === 'number' ? time : time[0] * 1e3 + time[1] / 1e6;
}

export function isBefore(time: SpanTime, other: SpanTime): boolean {
  if (typeof time === 'number' || typeof other === 'number') {
    return toMs(time) < toMs(other);
  }
  return time[0] < other[0] || (time[0] === other[0] && time[1] < other[1]);
}
