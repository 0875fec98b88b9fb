import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf } from './problem/problem.js';

const STATUS_OF_CODE: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** Time that a caller has to close its side after the answer, in milliseconds; one that never does must not hold a socket. */
const LINGER_MS = 1000;

/**
 * Answers what Node's HTTP parser refuses (an unknown method, a header too large) before there is a request, as a problem
 * document. There is no trace: nothing of the request is known. For Fastify's option
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
  const status = STATUS_OF_CODE.get(error.code ?? '') ?? 400;
  const { instance: _unknown, ...problem } = problemOf(
    { status },
    '',
    undefined,
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
      '',
      body,
    ].join('\r\n'),
  );
}
