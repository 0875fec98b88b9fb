import type { HrTime, TimeInput } from '@opentelemetry/api';
import { isTimeInputHrTime, millisToHrTime } from '@opentelemetry/core';
import { fromPerformanceTime, spanTimeMs } from '../clock.js';

/** Milliseconds since the epoch with fractions, or what a caller gave in OpenTelemetry's own form. */
export type SpanTime = number | HrTime;

/**
 * Reads a time as OpenTelemetry's SDK does: a number up to `performance.now()` counts from the process's start, a larger
 * one from the epoch. Without a time, now.
 */
export function spanTime(input: TimeInput | undefined): SpanTime {
  if (input === undefined) {
    return spanTimeMs();
  }
  if (typeof input === 'number') {
    return input <= performance.now() ? fromPerformanceTime(input) : input;
  }
  if (isTimeInputHrTime(input)) {
    return input;
  }
  return input instanceof Date ? input.getTime() : spanTimeMs();
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
