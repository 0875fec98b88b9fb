import { createSocket, type Socket } from 'node:dgram';
import { LOOPBACK } from './loopback.js';
import { drain } from './udp-drain.js';

/** Receive buffer asked of the system, bytes; it grants what its limit allows. */
const RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024;

/** Takes one datagram. */
export type DatagramHandler = (datagram: Buffer) => void;

/** A UDP socket on 127.0.0.1. */
export class UdpListener {
  readonly #socket: Socket;
  readonly #handler: DatagramHandler;
  /** The port bound. */
  readonly port: number;

  private constructor(socket: Socket, handler: DatagramHandler) {
    this.#socket = socket;
    this.#handler = handler;
    this.port = socket.address().port;
  }

  /**
   * Binds a port (0 for a free one).
   *
   * @throws the system's error, for example with code `EADDRINUSE`.
   */
  static async start(
    port: number,
    handler: DatagramHandler,
  ): Promise<UdpListener> {
    const socket = createSocket({
      type: 'udp4',
      recvBufferSize: RECEIVE_BUFFER_BYTES,
    });
    socket.on('message', handler);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ port, address: LOOPBACK, exclusive: true }, () => {
        socket.off('error', reject);
        // One that arrives later concerns a single datagram.
        socket.on('error', () => undefined);
        resolve();
      });
    });
    return new UdpListener(socket, handler);
  }

  /** Closes the socket; what the system had taken by then is still handed on, and later datagrams are refused. */
  async close(): Promise<void> {
    await drain(this.#socket, this.#handler);
    await new Promise<void>((resolve) => {
      this.#socket.close(() => resolve());
    });
  }
}
