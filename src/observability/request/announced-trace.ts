import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';

/**
 * The headers that tell a caller its trace: W3C Trace Context's `traceparent`, and `Server-Timing`, which a browser's page
 * may read. None without a trace.
 */
export function announcedTrace(
  spanContext: SpanContext,
): readonly (readonly [name: string, value: string])[] {
  if (!isSpanContextValid(spanContext)) {
    return [];
  }
  const { traceId, spanId, traceFlags } = spanContext;
  const flags = traceFlags.toString(16).padStart(2, '0');
  const traceparent = `00-${traceId}-${spanId}-${flags}`;
  return [
    ['traceparent', traceparent],
    ['server-timing', `traceparent;desc="${traceparent}"`],
  ];
}
