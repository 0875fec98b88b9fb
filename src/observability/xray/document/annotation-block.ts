import type { Attributes } from '@opentelemetry/api';
import type { AnnotationValue } from '../../request/index.js';
import { cutText } from './bounded-text.js';

/** Limits and alphabet: AWS X-Ray developer guide, "Add annotations and metadata to segments". */
const MAX_VALUE_LENGTH = 1000;
const MAX_KEY_LENGTH = 500;
const ILLEGAL_IN_KEY = /[^A-Za-z0-9_.]/g;

/** Attributes of the application's own vocabulary. */
const BUSINESS_PREFIX = 'app.';

interface AnnotationBlock {
  readonly block?: Record<string, AnnotationValue>;
  /** Keys of the attributes that the block holds. */
  readonly keys: ReadonlySet<string>;
}

const NONE: AnnotationBlock = { keys: new Set() };

/**
 * The annotations of a span: scalar `app.*` attributes, and whatever was annotated. All else is metadata:
 * a trace has room for 50, and technical attributes would fill it.
 *
 * @param isAnnotated whether an attribute was annotated, by `annotate` or by the recording API
 * @param take asks whether the trace has room for one more; what finds none is left out, and so becomes metadata
 */
export function annotationBlockOf(
  attributes: Attributes,
  isAnnotated: (key: string) => boolean,
  take: () => boolean,
): AnnotationBlock {
  let block: Record<string, AnnotationValue> | undefined;
  let keys: Set<string> | undefined;
  for (const key in attributes) {
    if (!key.startsWith(BUSINESS_PREFIX) && !isAnnotated(key)) {
      continue;
    }
    const value = annotationValue(attributes[key]);
    if (value === undefined) {
      continue;
    }
    const legalKey = cutText(key, MAX_KEY_LENGTH).replace(ILLEGAL_IN_KEY, '_');
    block ??= emptyBlock();
    keys ??= new Set();
    if (!(legalKey in block) && take()) {
      block[legalKey] = value;
      keys.add(key);
    }
  }
  return block === undefined || keys === undefined || keys.size === 0
    ? NONE
    : { block, keys };
}

function emptyBlock(): Record<string, AnnotationValue> {
  return Object.create(null);
}

function annotationValue(
  value: Attributes[string],
): AnnotationValue | undefined {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_VALUE_LENGTH
        ? `${cutText(value, MAX_VALUE_LENGTH - 1)}…`
        : value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return value;
    default:
      return undefined;
  }
}
