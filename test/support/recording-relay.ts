import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/**
 * A port that passes all bytes on to another one, and keeps those of the sender: what really left a process, whatever a
 * receiver makes of it. Where to is said when it is known.
 */
export class RecordingRelay {
  private readonly chunks: Buffer[] = [];
  private readonly sockets = new Set<Socket>();
  private target = { host: HOST, port: 0 };

  private constructor(
    private readonly tcp: Server,
    private readonly udp: UdpSocket,
    readonly port: number,
  ) {
    udp.on('message', (datagram) => {
      this.chunks.push(datagram);
      udp.send(datagram, this.target.port, this.target.host);
    });
    tcp.on('connection', (sender: Socket) => {
      this.relay(sender);
    });
  }

  /** Opens the same free port for TCP and UDP. */
  static async open(): Promise<RecordingRelay> {
    const tcp = createServer();
    tcp.listen(0, HOST);
    await once(tcp, 'listening');
    const address = tcp.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const udp = createSocket('udp4');
    udp.bind(port, HOST);
    await once(udp, 'listening');
    return new RecordingRelay(tcp, udp, port);
  }

  /** @param endpoint a URL, or `host:port` */
  passTo(endpoint: string): void {
    const [, host = HOST, port = '0'] =
      /([\w.-]+):(\d+)\/?$/.exec(endpoint.replace(/(:\d+)\/.*$/, '$1')) ?? [];
    this.target = { host, port: Number(port) };
  }

  /** All bytes that were sent so far. */
  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    const closed = [once(this.tcp, 'close'), once(this.udp, 'close')];
    this.tcp.close();
    this.udp.close();
    await Promise.all(closed);
  }

  private relay(sender: Socket): void {
    const receiver = connect(this.target.port, this.target.host);
    for (const socket of [sender, receiver]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        sender.destroy();
        receiver.destroy();
      });
    }
    sender.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
    });
    sender.pipe(receiver);
    receiver.pipe(sender);
  }
}
