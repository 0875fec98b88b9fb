import type { OtlpSpan, SpanRecord } from '../store/records.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import type { Vendor } from '../store/vendor.js';
import type { Finding } from '../store/violation.js';
import { checkAttributes, checkResource, toAttributes } from './attributes.js';
import { type DecodedSpan, exportTraceRequest } from './schema/trace.schema.js';
import type { BatchOutcome, OtlpSignal } from './signal.js';
import { checkSpan } from './span.rules.js';

/** A span with what it came with. */
type ReceivedSpan = Omit<SpanRecord, 'kind' | 'vendor'>;

/** Spans, at `/v1/traces`, as one vendor takes them. */
function tracesSignal(
  vendor: Vendor,
  keep: (store: TelemetryStore, span: ReceivedSpan) => void,
): OtlpSignal {
  return {
    path: '/v1/traces',
    requestMessage: 'ExportTraceServiceRequest',
    responseMessage: 'ExportTraceServiceResponse',
    rejectedField: 'rejectedSpans',

    accept(request, arrival, store): BatchOutcome {
      const reasons: string[] = [];
      let rejected = 0;
      for (const batch of exportTraceRequest.parse(request).resourceSpans) {
        const resourceFindings = checkResource(batch.resource.attributes);
        store.violate(vendor, resourceFindings, batch.resource);
        const resource = {
          attributes: toAttributes(batch.resource.attributes),
        };
        for (const { scope, spans } of batch.scopeSpans) {
          const scopeFindings = checkAttributes(scope.attributes, 'scope');
          const shared = [...resourceFindings, ...scopeFindings];
          const keptScope = {
            ...scope,
            attributes: toAttributes(scope.attributes),
          };
          store.violate(vendor, scopeFindings, scope);
          for (const decoded of spans) {
            const findings = checkSpan(decoded);
            const traceId =
              decoded.traceId === '' ? undefined : decoded.traceId;
            store.violate(vendor, findings, decoded, traceId);
            const refusals = [...shared, ...findings].filter(isRefusal);
            if (refusals.length > 0) {
              rejected += 1;
              reasons.push(...refusals.map(({ message }) => message));
              continue;
            }
            keep(store, {
              traceId: decoded.traceId,
              ...arrival,
              resource,
              scope: keptScope,
              span: toSpan(decoded),
            });
          }
        }
      }
      return { rejected, reasons };
    },
  };
}

/** Spans as Honeycomb takes them. */
export const TRACES = tracesSignal('otlp', (store, span) => {
  store.keep({ kind: 'span', vendor: 'otlp', ...span });
});

/** Spans as X-Ray's own OTLP endpoint takes them. */
export const XRAY_TRACES = tracesSignal('xray', (store, span) => {
  store.keep({ kind: 'xraySpan', vendor: 'xray', ...span });
});

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
