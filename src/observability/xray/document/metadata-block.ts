import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { METADATA_ATTRIBUTE_PREFIX } from '../recording/record-on-span.js';
import type { SpanExtras } from '../recording/span-extras.js';
import { CAUSE_BLOCK_ATTRIBUTES } from './cause-block.js';
import { HTTP_BLOCK_ATTRIBUTES } from './http-block.js';
import type { MetadataBlock } from './segment-document.js';
import { SEGMENT_BLOCK_ATTRIBUTES } from './segment-blocks.js';
import { SQL_BLOCK_ATTRIBUTES } from './sql-block.js';

/** Namespace of everything that comes from the span itself. */
const SPAN_NAMESPACE = 'otel';
/** Events of one span that are kept. */
const MAX_EVENTS = 20;

/** Attributes that other blocks tell, and the query, which is where secrets travel. */
const TOLD_ELSEWHERE = new Set([
  ...HTTP_BLOCK_ATTRIBUTES,
  ...SQL_BLOCK_ATTRIBUTES,
  ...CAUSE_BLOCK_ATTRIBUTES,
  ...SEGMENT_BLOCK_ATTRIBUTES,
  'url.query',
]);

/**
 * The metadata of a span: what the recording API added, by namespace, and under `otel` every attribute that stands
 * nowhere else in the document.
 *
 * @param annotated attribute keys that are annotations
 * @param documentName the document's name; the span's own is kept where it differs
 */
export function metadataBlockOf(
  span: ReadableSpan,
  extras: SpanExtras | undefined,
  annotated: ReadonlySet<string>,
  documentName: string,
): MetadataBlock | undefined {
  const block: MetadataBlock = Object.create(null);
  const own: Record<string, unknown> = Object.create(null);
  if (span.name !== documentName) {
    own['name'] = span.name;
  }
  for (const key in span.attributes) {
    const isTold =
      TOLD_ELSEWHERE.has(key) ||
      annotated.has(key) ||
      (extras !== undefined && key.startsWith(METADATA_ATTRIBUTE_PREFIX));
    if (!isTold) {
      own[legalKey(key)] = span.attributes[key];
    }
  }
  const events = span.events.filter(({ name }) => name !== 'exception');
  if (events.length > 0) {
    own['events'] = events
      .slice(0, MAX_EVENTS)
      .map(({ name, attributes }) => ({ name, attributes }));
  }
  if (Object.keys(own).length > 0) {
    block[SPAN_NAMESPACE] = own;
  }
  for (const [namespace, entries] of extras?.metadata ?? []) {
    const target = (block[namespace] ??= Object.create(null));
    for (const [key, value] of entries) {
      target[legalKey(key)] = value;
    }
  }
  return Object.keys(block).length > 0 ? block : undefined;
}

/** Keys that begin with `AWS.` are X-Ray's own. */
function legalKey(key: string): string {
  return key.startsWith('AWS.') ? `_${key}` : key;
}
