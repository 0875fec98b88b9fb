import type { Attributes, Exception } from '@opentelemetry/api';
import { WITHHELD } from '../../redaction/index.js';

/**
 * The attributes of an exception event, as OpenTelemetry's SDK makes them; undefined for what is none.
 * Source: OpenTelemetry semantic conventions, "Exceptions on spans".
 */
export function describeException(
  exception: Exception,
): Attributes | undefined {
  if (typeof exception === 'string') {
    return exception === '' ? undefined : { 'exception.message': exception };
  }
  if (typeof exception !== 'object' || exception === null) {
    return undefined;
  }
  const { code, name, message, stack } = readAll(exception);
  const type = code || name;
  return type || message
    ? {
        ...(type ? { 'exception.type': text(type) } : {}),
        ...(message ? { 'exception.message': text(message) } : {}),
        ...(stack ? { 'exception.stacktrace': text(stack) } : {}),
      }
    : undefined;
}

/** Each property by itself: one whose getter throws is withheld, the others stay. */
function readAll(exception: object): Readonly<Record<string, unknown>> {
  const read = (key: string): unknown => {
    try {
      return Reflect.get(exception, key);
    } catch {
      return WITHHELD;
    }
  };
  return {
    code: read('code'),
    name: read('name'),
    message: read('message'),
    stack: read('stack'),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : WITHHELD;
}
