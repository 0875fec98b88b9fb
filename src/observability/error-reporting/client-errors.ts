import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { isSpanContextValid } from '@opentelemetry/api';
import {
  announcedTrace,
  refusalOn,
  statusOfClientError,
} from '../request/index.js';
import { problemOf } from './problem/problem.js';

/** Time that a caller has to close its side after the answer, in milliseconds; one that never does must not hold a socket. */
const LINGER_MS = 1000;

/**
 * Answers what Node's HTTP parser refuses (an unknown method, a header too large) before there is a request, as a problem
 * document. RequestModule has recorded it before; the answer tells its trace. For Fastify's option
 * `new FastifyAdapter({ clientErrorHandler: answerClientError })`.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) {
    return;
  }
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOfClientError(error);
  const span = refusalOn(socket);
  const { instance: _unknown, ...problem } = problemOf(
    { status },
    '',
    span !== undefined && isSpanContextValid(span)
      ? { traceId: span.traceId }
      : {},
  );
  const body = JSON.stringify(problem);
  socket.setTimeout(LINGER_MS, () => {
    socket.destroy();
  });
  socket.end(
    [
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${String(Buffer.byteLength(body))}`,
      'connection: close',
      ...(span === undefined ? [] : announcedTrace(span)).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      '',
      body,
    ].join('\r\n'),
  );
}
