import { Server, type ServerResponse } from 'node:http';

/**
 * Lets every connection end with the answer that is, or comes, on it: all answers carry `Connection: close` from now on, so
 * that no client sends another request where nobody will read it.
 *
 * @param open responses that have not ended yet
 */
export function endKeepAlive(
  server: unknown,
  open: Iterable<ServerResponse>,
): void {
  for (const response of open) {
    response.shouldKeepAlive = false;
  }
  if (server instanceof Server) {
    server.prependListener('request', (_request, response) => {
      response.shouldKeepAlive = false;
    });
  }
}
