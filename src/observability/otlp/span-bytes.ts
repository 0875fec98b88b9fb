import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Bytes of a span with a name, ids, times and status, without its attributes: measured on protobuf, rounded up. */
const BARE_SPAN_BYTES = 160;
/** Key, tags and value of an attribute that is not a string. */
const ATTRIBUTE_BYTES = 48;

/** Bytes of a span as OTLP, estimated from its texts. */
export function estimateSpanBytes({
  name,
  attributes,
  events,
  links,
}: Pick<ReadableSpan, 'name' | 'attributes' | 'events' | 'links'>): number {
  let bytes =
    BARE_SPAN_BYTES + name.length + 256 * (events.length + links.length);
  for (const key in attributes) {
    const value = attributes[key];
    bytes += ATTRIBUTE_BYTES + (typeof value === 'string' ? value.length : 0);
  }
  return bytes;
}
