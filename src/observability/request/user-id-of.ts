import type { Span } from '@opentelemetry/api';
import { RecordedSpan } from './span/recorded-span.js';

/** Characters of a user's id that a log line holds. */
const MAX_LENGTH = 256;

/**
 * Whom a server span names as its user: OpenTelemetry's attribute `user.id`, formerly `enduser.id`. Undefined while nobody is
 * known, and for a span that is not recorded.
 */
export function userIdOf(span: Span): string | undefined {
  if (!(span instanceof RecordedSpan)) {
    return undefined;
  }
  const id = span.peek('user.id') ?? span.peek('enduser.id');
  return (typeof id === 'string' && id !== '') || typeof id === 'number'
    ? String(id).slice(0, MAX_LENGTH)
    : undefined;
}
