import { bigintText, redactValue, WITHHELD } from '../redaction/index.js';

/**
 * The message of what is thrown without being an error: a text as it is, an object's `message`, or the object as JSON, its
 * secrets redacted. Not bounded. Never throws.
 */
export function thrownText(value: unknown): string {
  try {
    if (
      (typeof value !== 'object' && typeof value !== 'function') ||
      value === null
    ) {
      return typeof value === 'bigint' ? bigintText(value) : String(value);
    }
    const message = messageOf(value);
    if (typeof message === 'string' && message !== '') {
      return message;
    }
    const copy = redactValue(value);
    return typeof copy === 'string'
      ? copy
      : (JSON.stringify(copy) ?? typeof value);
  } catch {
    return WITHHELD;
  }
}

function messageOf(value: object): unknown {
  try {
    return Reflect.get(value, 'message');
  } catch {
    return undefined;
  }
}
