import type { Attributes } from '@opentelemetry/api';
import type { AnnotationValue } from '../../request/index.js';
import { cutText } from './bounded-text.js';
import type { AnnotationBudget } from './annotation-budgets.js';

/** Limits and alphabet: AWS X-Ray developer guide, "Add annotations and metadata to segments". */
const MAX_VALUE_LENGTH = 1000;
const MAX_KEY_LENGTH = 500;
const ILLEGAL_IN_KEY = /[^A-Za-z0-9_.]/g;

/** Attributes of the application's own vocabulary. */
const BUSINESS_PREFIX = 'app.';

/**
 * The annotations of a span: scalar `app.*` attributes, and whatever was annotated. All else is metadata:
 * a trace has room for 50, and technical attributes would fill it.
 *
 * @param isAnnotated whether an attribute was annotated, by `annotate` or by the recording API
 * @param budget what the trace has left; what finds no room is left out, and so becomes metadata
 * @returns the block, and the attribute keys that it holds
 */
export function annotationBlockOf(
  attributes: Attributes,
  isAnnotated: (key: string) => boolean,
  budget: AnnotationBudget,
): {
  readonly block?: Record<string, AnnotationValue>;
  readonly keys: ReadonlySet<string>;
} {
  const block: Record<string, AnnotationValue> = Object.create(null);
  const keys = new Set<string>();
  for (const key in attributes) {
    if (!key.startsWith(BUSINESS_PREFIX) && !isAnnotated(key)) {
      continue;
    }
    const value = annotationValue(attributes[key]);
    if (value === undefined || budget.left === 0) {
      continue;
    }
    const legalKey = cutText(key, MAX_KEY_LENGTH).replace(ILLEGAL_IN_KEY, '_');
    if (legalKey in block) {
      continue;
    }
    budget.left -= 1;
    block[legalKey] = value;
    keys.add(key);
  }
  return keys.size === 0 ? { keys } : { block, keys };
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
