import { SpanStatusCode } from '@opentelemetry/api';
import { recordException } from './record-exception.js';
import type { RecordedSpan } from './span/recorded-span.js';

/** `error.type` of spans that the end of the process cut off. */
export const PROCESS_CRASHED = 'process_crashed';

/**
 * Ends spans as ones that the process did not live to end: status ERROR, and their trace is kept.
 *
 * @param spans the youngest of a trace first, so that a root is the last of it
 * @param failure what ended the process, for spans of the work it came from
 */
export function abandonSpans(
  spans: Iterable<RecordedSpan>,
  failure?: { readonly error: unknown },
): void {
  for (const span of spans) {
    markAbandoned(span, failure);
    span.end();
  }
}

/** The same without the end. */
export function markAbandoned(
  span: RecordedSpan,
  failure?: { readonly error: unknown },
): void {
  span.trace.flag();
  span.setAttribute('error.type', PROCESS_CRASHED);
  span.setStatus({ code: SpanStatusCode.ERROR });
  if (failure !== undefined) {
    recordException(span, failure.error);
  }
}
