import { createServer, type Server, type ServerResponse } from 'node:http';
import type { PrometheusServerOptions } from '../metrics.options.js';
import type { PrometheusText } from './prometheus-text.service.js';

const PATH = '/metrics';
/** Connections at once: a few Prometheus servers ask, each with one. */
const MAX_CONNECTIONS = 16;
/** Time for the head of a request, and for a whole one, in milliseconds. */
const REQUEST_LIMIT_MS = 5000;
const MAX_HEADER_BYTES = 8 * 1024;

/** A port of its own that answers `GET /metrics` and nothing else. It keeps no process alive. */
export class PrometheusServer {
  private readonly server: Server;

  constructor(private readonly text: PrometheusText) {
    this.server = createServer(
      {
        headersTimeout: REQUEST_LIMIT_MS,
        requestTimeout: REQUEST_LIMIT_MS,
        connectionsCheckingInterval: REQUEST_LIMIT_MS,
        maxHeaderSize: MAX_HEADER_BYTES,
      },
      ({ method, url = '', headers }, response) => {
        if (url.split('?', 1)[0] !== PATH) {
          refuse(response, 404);
        } else if (method === 'GET') {
          void this.answer(response, headers.accept);
        } else {
          response.setHeader('allow', 'GET');
          refuse(response, 405);
        }
      },
    );
    this.server.maxConnections = MAX_CONNECTIONS;
    this.server.on('connection', (socket) => socket.unref());
  }

  /** @throws what the port can't be listened on for, with the variables that move it */
  async listen({ host, port }: PrometheusServerOptions): Promise<void> {
    const { server } = this;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => {
        reject(
          Object.assign(
            new Error(
              `Metrics can't be served: ${error.message}. Set OTEL_EXPORTER_PROMETHEUS_PORT to another port (0 for any ` +
                'free one) or OTEL_EXPORTER_PROMETHEUS_HOST to an address of this machine.',
              { cause: error },
            ),
            { code: 'ERR_PROMETHEUS_PORT' },
          ),
        );
      });
      server.listen(port, host, resolve);
    });
    server.on('error', () => undefined);
    server.unref();
  }

  /** Where it answers; undefined while it does not listen. */
  get url(): string | undefined {
    const address = this.server.address();
    if (address === null || typeof address === 'string') {
      return undefined;
    }
    const host =
      address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `http://${host}:${String(address.port)}${PATH}`;
  }

  /** Ends it, and answers that are not read. */
  async close(): Promise<void> {
    const { server } = this;
    if (server.listening) {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    }
  }

  private async answer(
    response: ServerResponse,
    accept: string | undefined,
  ): Promise<void> {
    try {
      const { contentType, body } = await this.text.read(accept);
      response
        .writeHead(200, {
          'content-type': contentType,
          'content-length': Buffer.byteLength(body),
          'cache-control': 'no-store',
        })
        .end(body);
    } catch {
      refuse(response, 500);
    }
  }
}

function refuse(response: ServerResponse, status: number): void {
  if (!response.headersSent) {
    response.writeHead(status, { 'content-length': 0 });
  }
  response.end();
}
