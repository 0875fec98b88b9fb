import {
  type Context,
  propagation,
  type SpanContext,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { toXRayTraceId } from '../request/index.js';

/** The headers of one request on its way out: the request's own, never an object of the caller's. */
export interface RequestHeaders {
  has(name: string): boolean;
  set(name: string, value: string): void;
}

const XRAY_HEADER = 'X-Amzn-Trace-Id';

/**
 * Writes the trace on a request: what the global propagator says (`traceparent`, `tracestate`, `baggage`), and
 * `X-Amzn-Trace-Id` where it is wanted. A header that the caller set stays as it is, and a `tracestate` goes only with a
 * `traceparent` of ours.
 */
export function injectTrace(
  calling: Context,
  headers: RequestHeaders,
  withXRay: boolean,
): void {
  const callersTrace = headers.has('traceparent');
  propagation.inject(calling, headers, {
    set: (carrier, name, value) => {
      const belongsToCaller =
        carrier.has(name) || (callersTrace && name === 'tracestate');
      if (!belongsToCaller && value !== '') {
        carrier.set(name, value);
      }
    },
  });
  const spanContext = trace.getSpanContext(calling);
  if (withXRay && spanContext !== undefined && !headers.has(XRAY_HEADER)) {
    headers.set(XRAY_HEADER, xrayHeaderOf(spanContext));
  }
}

/** Source: AWS X-Ray developer guide, "Tracing header". */
function xrayHeaderOf({ traceId, spanId, traceFlags }: SpanContext): string {
  const sampled = (traceFlags & TraceFlags.SAMPLED) === 0 ? '0' : '1';
  return `Root=${toXRayTraceId(traceId)};Parent=${spanId};Sampled=${sampled}`;
}
