import type { Attributes } from '@opentelemetry/api';
import { isWithheldKey, REDACTED, redactText } from '../../redaction/index.js';

/** UTF-16 units of a text in an attribute: what tells series apart is short. */
const MAX_TEXT = 255;
/** Attributes of one set, and items of one list. */
const MAX_ENTRIES = 32;

/** A copy of attributes without secrets and what is personal, bounded in size; what is no value of an attribute is left out. */
export function safeAttributes(given: Attributes): Attributes {
  const safe: Attributes = {};
  for (const key of Object.keys(given).slice(0, MAX_ENTRIES)) {
    const value = isWithheldKey(key) ? REDACTED : safeValue(given[key]);
    if (value !== undefined) {
      safe[redactText(key, MAX_TEXT)] = value;
    }
  }
  return safe;
}

function safeValue(
  value: unknown,
): string | number | boolean | string[] | undefined {
  switch (typeof value) {
    case 'string':
      return redactText(value, MAX_TEXT);
    case 'number':
    case 'boolean':
      return value;
    default:
      return Array.isArray(value)
        ? value
            .slice(0, MAX_ENTRIES)
            .map((item: unknown) =>
              typeof item === 'string'
                ? redactText(item, MAX_TEXT)
                : String(item).slice(0, MAX_TEXT),
            )
        : undefined;
  }
}
