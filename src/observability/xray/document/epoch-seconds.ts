import type { HrTime } from '@opentelemetry/api';

/** Seconds since the epoch as X-Ray writes them: a float, exact to the microsecond. */
export function epochSeconds([seconds, nanoseconds]: HrTime): number {
  return Math.round(seconds * 1e6 + nanoseconds / 1e3) / 1e6;
}
