import type { AttributeValue } from '@opentelemetry/api';
import { isSecretKey, REDACTED, redactText } from '../../redaction/index.js';

/** Counts of folded calls, which a class `TokenStore` may name. */
const COUNTED = 'fold.';

/**
 * What an application or a library writes on a span, without secrets: a value under a secret's name is replaced, secrets
 * in any other text too. A boolean tells none.
 */
export function redactAttribute(
  key: string,
  value: AttributeValue,
): AttributeValue {
  const isTelling =
    typeof value === 'string' ||
    typeof value === 'number' ||
    Array.isArray(value);
  if (!isTelling || key.startsWith(COUNTED)) {
    return value;
  }
  if (isSecretKey(key)) {
    return REDACTED;
  }
  if (typeof value === 'string') {
    return redactText(value);
  }
  return Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? redactText(item) : item))
    : value;
}
