import type { HrTime } from '@opentelemetry/api';

/** Seconds since the epoch as X-Ray writes them: a float, exact to the microsecond. */
export function epochSeconds([seconds, nanoseconds]: HrTime): number {
  return (seconds * 1e6 + Math.round(nanoseconds / 1e3)) / 1e6;
}
