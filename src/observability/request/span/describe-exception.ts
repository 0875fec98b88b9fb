import type { Attributes, Exception } from '@opentelemetry/api';

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
  const { code, name, message, stack } = exception;
  const type = code ? String(code) : name;
  return type || message
    ? {
        ...(type ? { 'exception.type': type } : {}),
        ...(message ? { 'exception.message': message } : {}),
        ...(stack ? { 'exception.stacktrace': stack } : {}),
      }
    : undefined;
}
