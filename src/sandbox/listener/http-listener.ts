import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { ReceivedBody } from '../store/payload.js';
import { isLoopbackHost, isLoopbackOrigin, LOOPBACK } from './loopback.js';

/** Characters of a path that are kept. */
const MAX_PATH = 200;

/** A request with its whole body. */
export interface WireRequest {
  readonly method: string;
  /** Path without the query, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Empty when the body passed the limit. */
  readonly body: Buffer;
  readonly bodyTooLarge: boolean;
  /** Bytes of the body received. */
  readonly wireBytes: number;
  /** Whether the client has left since. */
  isAbandoned(): boolean;
}

/** A request's body with what it is, as the store takes it. */
export function bodyOf(
  { method, path, headers, body, wireBytes }: WireRequest,
  carriesRecords: boolean,
): ReceivedBody {
  return {
    body,
    wireBytes,
    operation: `${method} ${path.slice(0, MAX_PATH)}`,
    contentType: headers['content-type'],
    contentEncoding: headers['content-encoding'],
    carriesRecords,
  };
}

/** What is answered. */
export interface WireResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** In place of an answer: the connection is reset. */
export const CUT = 'cut';

/** Answers one request of a vendor's protocol. */
export type WireHandler<
  Answer extends WireResponse | typeof CUT = WireResponse | typeof CUT,
> = (request: WireRequest) => Answer | Promise<Answer>;

/** Takes a request off the listener's hands before its body is read; `false` leaves it there. */
export type ExchangeTakeover = (request: IncomingMessage) => boolean;

/** Longer than any client's own keep-alive, so that no request meets a closing socket. */
const KEEP_ALIVE_MS = 75_000;
/** How long `close` waits for answers under way, milliseconds. */
export const CLOSE_GRACE_MS = 500;

/**
 * A plain HTTP server on 127.0.0.1 that hands whole bodies to one handler. A
 * body over the limit is read to its end and discarded, so that the client
 * gets its 413 instead of a broken connection.
 */
export class HttpListener {
  readonly #server: Server;
  /** The port bound. */
  readonly port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /**
   * Binds a port (0 for a free one).
   *
   * @throws the system's error, for example with code `EADDRINUSE`.
   */
  static async start(
    port: number,
    maxBodyBytes: number,
    handler: WireHandler,
    takesOver: ExchangeTakeover = () => false,
  ): Promise<HttpListener> {
    const server = createServer(
      { keepAliveTimeout: KEEP_ALIVE_MS },
      (request, response) => {
        if (takesOver(request)) return;
        void serve(request, response, maxBodyBytes, handler, () =>
          server.listening ? {} : { connection: 'close' },
        );
      },
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, LOOPBACK, () => {
        server.off('error', reject);
        resolve();
      });
    });
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The server has no TCP address');
    }
    return new HttpListener(server, address.port);
  }

  /** Stops accepting, lets answers under way finish for half a second, then cuts. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeIdleConnections();
    const cut = setTimeout(
      () => this.#server.closeAllConnections(),
      CLOSE_GRACE_MS,
    );
    await closed;
    clearTimeout(cut);
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  maxBodyBytes: number,
  handler: WireHandler,
  connectionHeaders: () => Readonly<Record<string, string>>,
): Promise<void> {
  let answer: WireResponse | typeof CUT;
  try {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const { body, wireBytes } = await readBody(request, maxBodyBytes);
    answer = isOfThisMachine(request)
      ? await handler({
          method: request.method ?? 'GET',
          path,
          query: new URLSearchParams(query),
          headers: request.headers,
          body: body ?? Buffer.alloc(0),
          bodyTooLarge: body === undefined,
          wireBytes,
          isAbandoned: () => request.socket.destroyed,
        })
      : {
          status: 403,
          body: 'The sandbox answers to localhost and 127.0.0.1.',
        };
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    const message = error instanceof Error ? error.message : String(error);
    answer = { status: 500, body: `The sandbox failed: ${message}` };
  }
  if (answer === CUT) {
    request.socket.resetAndDestroy();
    return;
  }
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, {
    ...answer.headers,
    ...connectionHeaders(),
    'content-length': body.byteLength,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** False for a page of another origin, also one whose name was rebound to 127.0.0.1: it could read the log lines kept here. */
function isOfThisMachine({ headers }: IncomingMessage): boolean {
  return isLoopbackHost(headers.host) && isLoopbackOrigin(headers.origin);
}

async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ body: Buffer | undefined; wireBytes: number }> {
  let chunks: Buffer[] = [];
  let wireBytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    wireBytes += chunk.byteLength;
    if (wireBytes <= maxBytes) chunks.push(chunk);
    else chunks = [];
  }
  return {
    body: wireBytes <= maxBytes ? Buffer.concat(chunks) : undefined,
    wireBytes,
  };
}
