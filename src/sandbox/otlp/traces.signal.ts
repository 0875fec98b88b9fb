import type { OtlpSpan, SpanRecord } from '../store/records.js';
import type { Finding } from '../store/violation.js';
import { checkAttributes, checkResource, toAttributes } from './attributes.js';
import { type DecodedSpan, exportTraceRequest } from './schema/trace.schema.js';
import type { BatchOutcome, OtlpSignal } from './signal.js';
import { checkSpan } from './span.rules.js';

/** Spans, at `/v1/traces`. */
export const TRACES: OtlpSignal = {
  path: '/v1/traces',
  requestMessage: 'ExportTraceServiceRequest',
  responseMessage: 'ExportTraceServiceResponse',
  rejectedField: 'rejectedSpans',

  accept(request, arrival, store): BatchOutcome {
    const reasons: string[] = [];
    let rejected = 0;
    for (const batch of exportTraceRequest.parse(request).resourceSpans) {
      const resourceFindings = checkResource(batch.resource.attributes);
      store.violate('otlp', resourceFindings, batch.resource);
      const resource = { attributes: toAttributes(batch.resource.attributes) };
      for (const { scope, spans } of batch.scopeSpans) {
        const scopeFindings = checkAttributes(scope.attributes, 'scope');
        const shared = [...resourceFindings, ...scopeFindings];
        const keptScope = {
          ...scope,
          attributes: toAttributes(scope.attributes),
        };
        store.violate('otlp', scopeFindings, scope);
        for (const decoded of spans) {
          const findings = checkSpan(decoded);
          const traceId = decoded.traceId === '' ? undefined : decoded.traceId;
          store.violate('otlp', findings, decoded, traceId);
          const refusals = [...shared, ...findings].filter(isRefusal);
          if (refusals.length > 0) {
            rejected += 1;
            reasons.push(...refusals.map(({ message }) => message));
            continue;
          }
          const record: SpanRecord = {
            kind: 'span',
            vendor: 'otlp',
            traceId: decoded.traceId,
            ...arrival,
            resource,
            scope: keptScope,
            span: toSpan(decoded),
          };
          store.keep(record);
        }
      }
    }
    return { rejected, reasons };
  },
};

function isRefusal({ refused }: Finding): boolean {
  return refused;
}

function toSpan(decoded: DecodedSpan): OtlpSpan {
  const {
    parentSpanId,
    attributes,
    events,
    links,
    droppedAttributesCount,
    droppedEventsCount,
    droppedLinksCount,
    ...rest
  } = decoded;
  return {
    ...rest,
    ...(parentSpanId === '' ? {} : { parentSpanId }),
    attributes: toAttributes(attributes),
    events: events.map((event) => ({
      ...event,
      attributes: toAttributes(event.attributes),
    })),
    links: links.map((link) => ({
      ...link,
      attributes: toAttributes(link.attributes),
    })),
    dropped: {
      attributes: droppedAttributesCount,
      events: droppedEventsCount,
      links: droppedLinksCount,
    },
  };
}
