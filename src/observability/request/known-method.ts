import type { Attributes } from '@opentelemetry/api';

/** Methods that OpenTelemetry's HTTP conventions know. */
const KNOWN_METHODS = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'QUERY',
  'TRACE',
]);

/** A method as spans name it: any that is unknown is `_OTHER`, so that nobody can invent span names. */
export function knownMethod(method: string): string {
  return KNOWN_METHODS.has(method) ? method : '_OTHER';
}

/** A method as attributes; one that is unknown is told too, cut to 32 characters, where there is one. */
export function methodAttributes(method: string): Attributes {
  const name = knownMethod(method);
  const attributes: Attributes = { 'http.request.method': name };
  if (name === '_OTHER' && method !== '') {
    attributes['http.request.method_original'] = method.slice(0, 32);
  }
  return attributes;
}
