import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { exceptionType } from './record-exception.js';
import type { RequestRecord } from './request-record.js';

/** What was sent; of a response that was cut before any of it was, that nobody served it. */
export function statusOf(
  { headersSent, statusCode }: ServerResponse,
  aborted: boolean,
): number {
  return aborted && !headersSent && statusCode < 500 ? 503 : statusCode;
}

/** Whether the other side ended a connection that is closed: a peer that closes ends what is read, one that resets it is an error. */
export function hasLeft({ readableEnded, errored }: Socket): boolean {
  return readableEnded || errored !== null;
}

/** `error.type` of a request: of the exception in the words of its own span, whatever was thrown; without one what is known of the response. */
export function errorType(
  record: RequestRecord,
  otherwise: string | number,
): string {
  return 'error' in record ? exceptionType(record.error) : String(otherwise);
}
