import { message } from './descriptors.js';

/** The messages of `trace/v1/trace.proto` and `collector/trace/v1/trace_service.proto` (opentelemetry-proto 1.x). */
export const TRACE_MESSAGES = {
  ExportTraceServiceRequest: message({ resourceSpans: ['*ResourceSpans', 1] }),
  ExportTraceServiceResponse: message({
    partialSuccess: ['ExportTracePartialSuccess', 1],
  }),
  ExportTracePartialSuccess: message({
    rejectedSpans: ['int64', 1],
    errorMessage: ['string', 2],
  }),
  ResourceSpans: message({
    resource: ['Resource', 1],
    scopeSpans: ['*ScopeSpans', 2],
    schemaUrl: ['string', 3],
  }),
  ScopeSpans: message({
    scope: ['InstrumentationScope', 1],
    spans: ['*Span', 2],
    schemaUrl: ['string', 3],
  }),
  Span: message({
    traceId: ['bytes', 1],
    spanId: ['bytes', 2],
    traceState: ['string', 3],
    parentSpanId: ['bytes', 4],
    name: ['string', 5],
    kind: ['int32', 6],
    startTimeUnixNano: ['fixed64', 7],
    endTimeUnixNano: ['fixed64', 8],
    attributes: ['*KeyValue', 9],
    droppedAttributesCount: ['uint32', 10],
    events: ['*SpanEvent', 11],
    droppedEventsCount: ['uint32', 12],
    links: ['*SpanLink', 13],
    droppedLinksCount: ['uint32', 14],
    status: ['SpanStatus', 15],
    flags: ['fixed32', 16],
  }),
  SpanEvent: message({
    timeUnixNano: ['fixed64', 1],
    name: ['string', 2],
    attributes: ['*KeyValue', 3],
    droppedAttributesCount: ['uint32', 4],
  }),
  SpanLink: message({
    traceId: ['bytes', 1],
    spanId: ['bytes', 2],
    traceState: ['string', 3],
    attributes: ['*KeyValue', 4],
    droppedAttributesCount: ['uint32', 5],
    flags: ['fixed32', 6],
  }),
  SpanStatus: message({ message: ['string', 2], code: ['int32', 3] }),
};
