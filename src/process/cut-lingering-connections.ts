import { Server } from 'node:http';

/** Time that requests in flight have to finish once the application stops, in milliseconds. */
const DRAIN_MS = 10_000;
/** Time between two looks at what is still open, in milliseconds. */
const LOOK_MS = 250;

/**
 * Lets a stopping server end: cuts the connections that are left once no request is open, and after 10 seconds those of
 * requests too. Node's own close waits for ever for a connection on which nothing, or half a request, ever came, as its
 * time limits for those end with the close; browsers and load balancers open such connections in advance.
 *
 * @param server what the application listens with; anything but Node's HTTP server is left alone
 * @param openRequests requests whose response has not ended yet
 */
export function cutLingeringConnections(
  server: unknown,
  openRequests: () => number,
): void {
  if (!(server instanceof Server)) {
    return;
  }
  const until = performance.now() + DRAIN_MS;
  setInterval(() => {
    const isOver = openRequests() === 0 || performance.now() > until;
    if (isOver && !server.listening) {
      server.closeAllConnections();
    }
  }, LOOK_MS).unref();
}
