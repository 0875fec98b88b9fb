import type { Span } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { RecordedSpan } from './span/recorded-span.js';

/** A span as encoders read it; undefined for one that is not recorded. */
export function readableSpan(span: Span): ReadableSpan | undefined {
  return span instanceof RecordedSpan ? span : undefined;
}
