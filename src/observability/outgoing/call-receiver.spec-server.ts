import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  /** Port of the caller's end: tells connections apart. */
  readonly callerPort: number | undefined;
}

/** A server on a free port of 127.0.0.1 that answers by path and keeps what it received. */
export class CallReceiver {
  readonly received: ReceivedCall[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const { method = '', url: path = '', headers, rawHeaders } = request;
      const callerPort = request.socket.remotePort;
      this.received.push({ method, path, headers, rawHeaders, callerPort });
      const [, kind = '', detail = ''] = path.split(/[/?]/);
      switch (kind) {
        case 'status':
          response.writeHead(Number(detail)).end('status');
          break;
        case 'redirect':
          response.writeHead(302, { location: '/ok' }).end();
          break;
        case 'reset':
          request.socket.destroy();
          break;
        case 'half':
          response.writeHead(200, { 'content-length': 1000 });
          response.write('half', () => {
            if (detail !== 'open') {
              request.socket.destroy();
            }
          });
          break;
        case 'silent':
          break;
        default:
          request.resume().once('end', () => response.end('ok'));
      }
    });
    this.server.on('upgrade', (_request, socket) => {
      socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: test\r\n\r\n',
      );
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    const address: AddressInfo | string | null = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** What came last. */
  last(): ReceivedCall {
    const call = this.received.at(-1);
    if (call === undefined) {
      throw new Error('nothing was received');
    }
    return call;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
