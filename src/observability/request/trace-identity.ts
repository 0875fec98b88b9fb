import {
  isSpanContextValid,
  type SpanContext,
  trace,
} from '@opentelemetry/api';

/** The one trace in the spellings that log lines and error reports carry. */
export interface TraceIdentity {
  /** W3C trace id: 32 hexadecimal digits. */
  readonly trace_id: string;
  /** W3C span id: 16 hexadecimal digits; also the id of the X-Ray segment or subsegment made from the span. */
  readonly span_id: string;
  /** X-Ray trace id: `1-<8 hex>-<24 hex>`. */
  readonly xray_trace_id: string;
}

/**
 * The X-Ray spelling of a W3C trace id: version, first 8 and last 24 digits.
 * Source: AWS X-Ray developer guide, "Sending trace data": W3C trace ids in X-Ray format.
 */
export function toXRayTraceId(traceId: string): string {
  return `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
}

export function identityOf({ traceId, spanId }: SpanContext): TraceIdentity {
  return {
    trace_id: traceId,
    span_id: spanId,
    xray_trace_id: toXRayTraceId(traceId),
  };
}

/** The identity of the active span; undefined outside a trace. */
export function currentIdentity(): TraceIdentity | undefined {
  const spanContext = trace.getActiveSpan()?.spanContext();
  return spanContext !== undefined && isSpanContextValid(spanContext)
    ? identityOf(spanContext)
    : undefined;
}
