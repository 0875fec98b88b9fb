/** The only address the sandbox binds. */
export const LOOPBACK = '127.0.0.1';

const LOOPBACK_HOST =
  /^(?:localhost|(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a Host header names this machine itself. A page of another origin
 * whose name was rebound to 127.0.0.1 still sends its own name, and is told
 * apart by it.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK_HOST.test(host);
}

/**
 * Whether a request comes from a page of this machine, or from no page at all.
 * A browser names the origin of a page that reaches across origins.
 */
export function isLoopbackOrigin(origin: string | undefined): boolean {
  return (
    origin === undefined ||
    (URL.canParse(origin) && isLoopbackHost(new URL(origin).host))
  );
}
