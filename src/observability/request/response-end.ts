import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

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

/** `error.type` of a request: the name of the exception that ended it, where there is one. */
export function errorType(error: unknown, otherwise: string | number): string {
  try {
    // An error may have been given any name.
    const name: unknown = error instanceof Error ? error.name : undefined;
    return typeof name === 'string' && name !== '' ? name : String(otherwise);
  } catch {
    return String(otherwise);
  }
}
