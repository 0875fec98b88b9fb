import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { estimateSpan } from '../../otlp/index.js';
import { annotationsOf } from '../../request/index.js';
import { annotationBlockOf } from '../document/annotation-block.js';
import { cutText } from '../document/bounded-text.js';
import { METADATA_ATTRIBUTE_PREFIX } from '../recording/record-on-span.js';
import { extrasOf } from '../recording/span-extras.js';

/** Names the attributes that X-Ray indexes as annotations. Source: OpenTelemetry Collector, X-Ray conventions. */
const ANNOTATIONS = 'aws.xray.annotations';

/** Bytes of one span: the endpoint takes 200 KB (CloudWatch user guide, "OTLP Endpoint"); texts count up to three bytes. */
const MAX_SPAN_BYTES = 64_000;
/** Stands for metadata that can't be written as JSON. */
const WITHHELD = '[withheld]';
/** Characters that texts of a larger span are cut to. */
const SHORT_TEXT = 400;

/**
 * A span as X-Ray's OTLP endpoint is to see it: annotations named, metadata as attributes, within the size of a span. The
 * span itself is not changed, as other vendors read it too.
 *
 * @param takeAnnotation asks whether its trace has room for one more
 */
export function otlpSpanOf(
  span: ReadableSpan,
  takeAnnotation: () => boolean,
): ReadableSpan {
  const extras = extrasOf(span);
  const annotated = annotationsOf(span);
  const { keys } = annotationBlockOf(
    span.attributes,
    (key) =>
      extras?.annotations.has(key) === true || annotated?.has(key) === true,
    takeAnnotation,
  );
  const attributes: Attributes = { ...span.attributes };
  for (const [namespace, entries] of extras?.metadata ?? []) {
    for (const [key, value] of entries) {
      attributes[`${METADATA_ATTRIBUTE_PREFIX}${namespace}.${key}`] ??=
        asText(value);
    }
  }
  if (keys.size > 0) {
    attributes[ANNOTATIONS] = [...keys];
  }
  return Object.create(span, {
    attributes: { value: shortened(span, attributes) },
    spanContext: { value: () => span.spanContext() },
  });
}

function shortened(span: ReadableSpan, attributes: Attributes): Attributes {
  const { name, events, links } = span;
  return estimateSpan({ name, events, links, attributes }).wireBytes <=
    MAX_SPAN_BYTES
    ? attributes
    : Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key, short(value)]),
      );
}

function short(value: AttributeValue): AttributeValue {
  return typeof value === 'string' ? cutText(value, SHORT_TEXT) : value;
}

function asText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return WITHHELD;
  }
}
