import { type Span, trace } from '@opentelemetry/api';
import {
  cutText,
  isCardNumber,
  isWithheldKey,
  redactName,
  redactText,
} from '../redaction/index.js';
import { currentRequestRecord } from './request-record.js';
import { traceRecorder } from './trace-recorder.js';

export type AnnotationValue = string | number | boolean;

/** Annotations that one request keeps: X-Ray indexes no more of a trace. */
const MAX_ANNOTATIONS = 50;
/** Characters kept of a value: X-Ray's limit of an annotation. */
const MAX_VALUE_LENGTH = 999;
const MAX_KEY_LENGTH = 200;

const annotations = new WeakMap<object, Map<string, AnnotationValue>>();

/**
 * Says something of the whole request, from anywhere inside it: the values become attributes of its server span (wide
 * events in Honeycomb), annotations of its X-Ray segment and fields of its access line. In background work they go on the
 * root span of the trace; outside a trace nowhere. A later value of a key replaces an earlier one; the first 50 keys
 * count. A value under a secret's name, or one that is no scalar, is left out. Never throws.
 *
 * @param values keys by OpenTelemetry's habit, dotted and with a prefix of one's own: `app.plan`
 */
export function annotate(
  values: Readonly<Record<string, AnnotationValue>>,
): void {
  const span = currentRequestRecord()?.span ?? activeRoot();
  if (span === undefined || typeof values !== 'object') {
    return;
  }
  try {
    const known = annotations.get(span) ?? new Map<string, AnnotationValue>();
    annotations.set(span, known);
    for (const key of Object.keys(values)) {
      if (!known.has(key) && known.size >= MAX_ANNOTATIONS) {
        continue;
      }
      const kept = read(values, key);
      if (kept !== undefined) {
        known.set(key, kept);
        span.setAttribute(key, kept);
      }
    }
  } catch {
    // It can't even be looked at; the request goes on without the annotations.
  }
}

/** What `annotate` said of the request or trace whose root is `span`. */
export function annotationsOf(
  span: object,
): ReadonlyMap<string, AnnotationValue> | undefined {
  return annotations.get(span);
}

function activeRoot(): Span | undefined {
  const active = trace.getActiveSpan();
  return active === undefined ? undefined : traceRecorder.openRootOf(active);
}

/** A value that may be kept; one whose getter throws costs no other. */
function read(values: object, key: string): AnnotationValue | undefined {
  try {
    return usable(key, Reflect.get(values, key));
  } catch {
    return undefined;
  }
}

function usable(key: string, value: unknown): AnnotationValue | undefined {
  if (
    key === '' ||
    key.length > MAX_KEY_LENGTH ||
    isWithheldKey(key) ||
    redactName(key, MAX_KEY_LENGTH) !== key
  ) {
    return undefined;
  }
  switch (typeof value) {
    case 'string':
      return cutText(redactText(value, MAX_VALUE_LENGTH), MAX_VALUE_LENGTH);
    case 'number':
      return Number.isFinite(value) && !isCardNumber(value) ? value : undefined;
    case 'boolean':
      return value;
    default:
      return undefined;
  }
}
