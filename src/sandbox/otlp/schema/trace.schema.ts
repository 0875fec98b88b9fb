import { z } from 'zod';
import { keyValues, resource, scope } from './resource.schema.js';
import { count, field, nanoseconds, spanId, text, traceId } from './scalars.js';

const spanEvent = z.object({
  timeUnixNano: nanoseconds,
  name: text,
  attributes: keyValues,
});

const spanLink = z.object({
  traceId,
  spanId,
  traceState: text,
  attributes: keyValues,
});

const span = z.object({
  traceId,
  spanId,
  parentSpanId: spanId,
  traceState: text,
  flags: count,
  name: text,
  kind: count,
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: keyValues,
  droppedAttributesCount: count,
  events: field(z.array(spanEvent), []),
  droppedEventsCount: count,
  links: field(z.array(spanLink), []),
  droppedLinksCount: count,
  status: field(z.object({ code: count, message: text }), {
    code: 0,
    message: '',
  }),
});

/** A span as it was decoded. */
export type DecodedSpan = z.output<typeof span>;

/** `ExportTraceServiceRequest`, from either encoding. */
export const exportTraceRequest = z.object({
  resourceSpans: field(
    z.array(
      z.object({
        resource,
        scopeSpans: field(
          z.array(z.object({ scope, spans: field(z.array(span), []) })),
          [],
        ),
      }),
    ),
    [],
  ),
});
