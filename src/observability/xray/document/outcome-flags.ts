import {
  type Attributes,
  type SpanStatus,
  SpanStatusCode,
} from '@opentelemetry/api';
import { httpStatusOf } from './http-block.js';
import type { OutcomeFlags } from './segment-document.js';

const NONE: OutcomeFlags = {};

/**
 * `error`, `throttle` and `fault` of a span. An HTTP status decides where there is one (4xx error, 429 throttle besides,
 * 5xx fault); below 400 and without one, status ERROR is a fault, and an `error.type` alone is an expected refusal: an error.
 *
 * @param noted flags that the application set itself
 */
export function outcomeFlagsOf(
  attributes: Attributes,
  { code }: SpanStatus,
  noted: OutcomeFlags = NONE,
): OutcomeFlags {
  const status = httpStatusOf(attributes) ?? 0;
  if (status >= 500) {
    return { ...noted, fault: true };
  }
  if (status >= 400) {
    return {
      ...noted,
      error: true,
      ...(status === 429 ? { throttle: true } : {}),
    };
  }
  if (code === SpanStatusCode.ERROR) {
    return noted.error === true || noted.throttle === true
      ? noted
      : { ...noted, fault: true };
  }
  return attributes['error.type'] === undefined || noted.fault === true
    ? noted
    : { ...noted, error: true };
}
