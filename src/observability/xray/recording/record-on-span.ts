import type { Span } from '@opentelemetry/api';
import { redactText, redactValue } from '../../redaction/index.js';
import { recordException, type AnnotationValue } from '../../request/index.js';
import { openExtras } from './span-extras.js';

/** Metadata entries that one span keeps. */
const MAX_ENTRIES = 100;
/** Metadata strings up to this length also become span attributes. */
const MAX_ATTRIBUTE_LENGTH = 256;
/** Characters of one metadata value: a document holds 64 kB in all. */
const MAX_VALUE_LENGTH = 65_536;

/** Prefix of the span attributes under which other vendors see scalar metadata. */
export const METADATA_ATTRIBUTE_PREFIX = 'metadata.';

/** Puts an annotation on a span: an attribute of that name, searchable in X-Ray too. A value of another type is ignored. */
export function annotate(
  span: Span,
  key: string,
  value: AnnotationValue,
): void {
  const usable =
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  if (!usable || typeof key !== 'string' || key === '' || !span.isRecording()) {
    return;
  }
  openExtras(span).annotations.add(key);
  span.setAttribute(key, value);
}

/**
 * Puts metadata on a span: a redacted copy of the value as it is now, at most 100 entries a span. Short scalars become the
 * attribute `metadata.<namespace>.<key>` besides, so that the other vendors show them. Never throws.
 */
export function addMetadata(
  span: Span,
  givenKey: string,
  value: unknown,
  givenNamespace = 'default',
): void {
  if (
    typeof givenKey !== 'string' ||
    typeof givenNamespace !== 'string' ||
    !span.isRecording()
  ) {
    return;
  }
  const key = redactText(givenKey);
  const namespace = redactText(givenNamespace);
  const extras = openExtras(span);
  const entries = extras.metadata.get(namespace) ?? new Map<string, unknown>();
  extras.metadata.set(namespace, entries);
  if (entries.size >= MAX_ENTRIES && !entries.has(key)) {
    return;
  }
  const copy = redacted(key, value);
  entries.set(key, copy);
  extras.bytes += estimateBytes(copy);
  if (
    typeof copy === 'boolean' ||
    typeof copy === 'number' ||
    (typeof copy === 'string' && copy.length <= MAX_ATTRIBUTE_LENGTH)
  ) {
    span.setAttribute(`${METADATA_ATTRIBUTE_PREFIX}${namespace}.${key}`, copy);
  }
}

/** Records an exception that happened in the span's work; the span's status becomes ERROR unless it is an expected refusal. */
export function addError(span: Span, error: unknown): void {
  recordException(span, error);
}

/** Notes whom the work was for. X-Ray takes it from any span of the request, the server span's first. */
export function setUser(span: Span, id: string): void {
  if (typeof id === 'string' && id !== '') {
    span.setAttribute('user.id', id);
  }
}

/** A bounded copy without secrets; the key counts, since it may name one. */
function redacted(key: string, value: unknown): unknown {
  const shown = redactValue(
    { [key]: value },
    { maxTotalLength: MAX_VALUE_LENGTH },
  );
  return typeof shown === 'object' && shown !== null
    ? Object.values(shown)[0]
    : shown;
}

function estimateBytes(copy: unknown): number {
  try {
    return JSON.stringify(copy ?? null).length;
  } catch {
    return 0;
  }
}
