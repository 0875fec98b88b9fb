import { composeRequest, type Enveloped } from '../encode/compose-request.js';
import { resourceBlock } from '../encode/envelope.js';
import { SharedBlock } from '../encode/shared-block.js';
import type { EncodedSpan, SpanInDelivery } from './span-in-delivery.js';

/**
 * An ExportTraceServiceRequest (opentelemetry/proto/collector/trace/v1/trace_service.proto) of the spans that could be
 * encoded. What was encoded before is not encoded again.
 */
export function composeTracesRequest(
  records: readonly SpanInDelivery[],
): Buffer {
  return composeRequest(
    records.map((record) => record.content()),
    resourceOf,
  );
}

/** A span's bytes with the bytes of its resource. */
export function enveloped(span: EncodedSpan): Enveloped {
  const { scope, octets } = span;
  return { resource: resourceOf(span), scope, octets };
}

function resourceOf({ resource }: EncodedSpan): SharedBlock {
  return resource instanceof SharedBlock ? resource : resourceBlock(resource);
}
