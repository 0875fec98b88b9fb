import { Server } from 'node:http';

/** Time between two looks at what is still open, in milliseconds. */
const LOOK_MS = 100;

export interface LingeringOptions {
  /** Requests whose response has not ended yet. */
  readonly openRequests: () => number;
  /** Time that those have to finish, in milliseconds from now. */
  readonly limitMs: number;
}

/**
 * Lets a stopping server end: cuts the connections that are left once no request is open, and at the limit those of
 * requests too. Node's own close waits for ever for a connection on which nothing, or half a request, ever came, as its
 * time limits for those end with the close; browsers and load balancers open such connections in advance.
 *
 * @param server what the application listens with; anything but Node's HTTP server is left alone
 */
export function cutLingeringConnections(
  server: unknown,
  { openRequests, limitMs }: LingeringOptions,
): void {
  if (!(server instanceof Server)) {
    return;
  }
  const until = performance.now() + limitMs;
  setInterval(() => {
    const isOver = openRequests() === 0 || performance.now() > until;
    if (isOver && !server.listening) {
      server.closeAllConnections();
    }
  }, LOOK_MS).unref();
}
