import { readProperty } from '../occurrence/read-property.js';
import type { Failure } from './failure.js';

/**
 * Fastify's errors by code, in words that repeat nothing of the request, as Fastify's own do.
 * Source: Fastify reference, "Errors".
 */
const FAILURES: ReadonlyMap<string, Failure> = new Map([
  ['FST_ERR_NOT_FOUND', { status: 404 }],
  ['FST_ERR_CTP_BODY_TOO_LARGE', { status: 413 }],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', { status: 415 }],
  ['FST_ERR_MAX_PARAM_LENGTH', { status: 414 }],
  [
    'FST_ERR_CTP_INVALID_JSON_BODY',
    { status: 400, detail: 'The body is not valid JSON.' },
  ],
  [
    'FST_ERR_CTP_EMPTY_JSON_BODY',
    { status: 400, detail: 'The body is empty, but its content type is JSON.' },
  ],
  [
    'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
    { status: 400, detail: 'The body is not as long as Content-Length says.' },
  ],
  [
    'FST_ERR_BAD_URL',
    {
      status: 400,
      detail: 'The path has a percent-encoding that can not be decoded.',
    },
  ],
]);

/** What one of Fastify's own errors means to the caller; undefined for every other error. */
export function fastifyFailure(error: object): Failure | undefined {
  const code = readProperty(error, 'code');
  const status = readProperty(error, 'statusCode');
  if (typeof code === 'string' && code.startsWith('FST_')) {
    const known = FAILURES.get(code);
    return (
      known ??
      (typeof status === 'number' && status >= 400 && status <= 599
        ? { status }
        : undefined)
    );
  }
  return isBodyError(error, code, status) ? { status: 400 } : undefined;
}

/** Fastify marks what goes wrong while a body arrives with status 400: JSON with forbidden keys, a client that left. */
function isBodyError(error: object, code: unknown, status: unknown): boolean {
  return (
    status === 400 && (error instanceof SyntaxError || code === 'ECONNRESET')
  );
}
