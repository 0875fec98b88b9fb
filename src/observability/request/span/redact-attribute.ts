import type { AttributeValue } from '@opentelemetry/api';
import { isAnyValue } from '@opentelemetry/core';
import {
  isCardNumber,
  isWithheldKey,
  REDACTED,
  redactBeforeCut,
  redactText,
  redactValue,
  WITHHELD,
} from '../../redaction/index.js';
import { MAX_VALUE_BYTES } from './attribute-copy.js';

/** Counts of folded calls, which a class `TokenStore` may name. */
const COUNTED = 'fold.';

/** A list or a map is bounded when it was copied. */
const WHOLE = {
  maxDepth: 32,
  maxEntries: MAX_VALUE_BYTES,
  maxTotalEntries: MAX_VALUE_BYTES,
  maxStringLength: MAX_VALUE_BYTES,
  maxTotalLength: 4 * MAX_VALUE_BYTES,
};

/**
 * A text that an application or a library writes on a span, without secrets, before it is cut: what is left of one that is
 * cut in two could not be told any more.
 */
export function redactAttributeText(key: string, text: string): string {
  if (!key.startsWith(COUNTED) && isWithheldKey(key)) {
    return REDACTED;
  }
  return redactBeforeCut(text, MAX_VALUE_BYTES);
}

/**
 * Any other value that is written on a span, copied before: under a secret's name it is replaced, and so are the secrets in
 * lists and maps. A boolean tells none.
 */
export function redactAttribute(
  key: string,
  value: AttributeValue,
): AttributeValue {
  if (typeof value === 'boolean' || key.startsWith(COUNTED)) {
    return value;
  }
  if (isWithheldKey(key)) {
    return REDACTED;
  }
  if (typeof value === 'number') {
    return isCardNumber(value) ? REDACTED : value;
  }
  if (value instanceof Uint8Array) {
    return redactBytes(value);
  }
  return typeof value === 'object' && value !== null
    ? asAttribute(redactValue(value, WHOLE))
    : value;
}

/** Bytes that are a text with secrets in it are not sent at all. */
function redactBytes(bytes: Uint8Array): Uint8Array | string {
  const text = Buffer.from(bytes).toString('latin1');
  return redactText(text) === text ? bytes : WITHHELD;
}

function asAttribute(copy: unknown): AttributeValue {
  return isAnyValue(copy) ? copy : WITHHELD;
}
