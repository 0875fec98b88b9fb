import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { define } from '../../redaction/index.js';
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
  const { attributes } = span;
  let own: Record<string, unknown> | undefined =
    span.name === documentName ? undefined : { name: span.name };
  for (const key in attributes) {
    const isTold =
      TOLD_ELSEWHERE.has(key) ||
      annotated.has(key) ||
      (extras !== undefined && key.startsWith(METADATA_ATTRIBUTE_PREFIX));
    if (!isTold) {
      own ??= {};
      define(own, legalKey(key), attributes[key]);
    }
  }
  const events = eventsOf(span);
  if (events.length > 0) {
    own ??= {};
    own['events'] = events;
  }
  if (extras === undefined) {
    return own && { [SPAN_NAMESPACE]: own };
  }
  const block: MetadataBlock =
    own === undefined ? {} : { [SPAN_NAMESPACE]: own };
  for (const [namespace, entries] of extras.metadata) {
    const target = Object.hasOwn(block, namespace)
      ? (block[namespace] ?? {})
      : {};
    define(block, namespace, target);
    for (const [key, value] of entries) {
      define(target, legalKey(key), value);
    }
  }
  return Object.keys(block).length === 0 ? undefined : block;
}

interface EventEntry {
  readonly name: string;
  readonly attributes: Attributes | undefined;
}

const NO_EVENTS: readonly EventEntry[] = [];

/** All but exceptions, which the cause tells. */
function eventsOf({ events }: ReadableSpan): readonly EventEntry[] {
  return events.length === 0
    ? NO_EVENTS
    : events
        .filter(({ name }) => name !== 'exception')
        .slice(0, MAX_EVENTS)
        .map(({ name, attributes }) => ({ name, attributes }));
}

/** Keys that begin with `AWS.` are X-Ray's own. */
function legalKey(key: string): string {
  return key.startsWith('AWS.') ? `_${key}` : key;
}
