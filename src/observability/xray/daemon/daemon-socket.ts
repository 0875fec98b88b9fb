import { createSocket, type Socket } from 'node:dgram';
import type { ResolvedAddress } from './daemon-addresses.js';

/** A datagram may have 65,507 bytes; some systems (macOS: 9,216) need a larger send buffer than their default for that. */
const MIN_SEND_BUFFER_BYTES = 131_072;

/**
 * A UDP socket connected to one address, so that the system reports refusals. Counts every failure, whichever way it comes:
 * a refused datagram (ICMP "port unreachable") makes itself known in an error event or in place of a later send, which is
 * then not sent either.
 */
export class DaemonSocket {
  /** Sends that failed or were refused so far. */
  failures = 0;
  /** Code of the last failure. */
  lastFailure = '';

  private constructor(
    private readonly socket: Socket,
    readonly target: ResolvedAddress,
  ) {
    socket.on('error', (error) => {
      this.fail(error);
    });
  }

  /** @param port of the daemon */
  static connect(target: ResolvedAddress, port: number): Promise<DaemonSocket> {
    const socket = createSocket(target.family === 6 ? 'udp6' : 'udp4');
    socket.unref();
    return new Promise((resolve, reject) => {
      const refuse = (error: Error): void => {
        socket.close();
        reject(error);
      };
      socket.once('error', refuse);
      socket.connect(port, target.address, () => {
        socket.off('error', refuse);
        enlargeSendBuffer(socket);
        resolve(new DaemonSocket(socket, target));
      });
    });
  }

  /** Hands a datagram to the system; failures are counted. */
  send(datagram: Uint8Array): void {
    this.socket.send(datagram, (error) => {
      if (error !== null) {
        this.fail(error);
      }
    });
  }

  close(): void {
    this.socket.close();
  }

  private fail(error: Error): void {
    this.failures += 1;
    this.lastFailure =
      'code' in error && typeof error.code === 'string'
        ? error.code
        : error.message;
  }
}

function enlargeSendBuffer(socket: Socket): void {
  try {
    if (socket.getSendBufferSize() < MIN_SEND_BUFFER_BYTES) {
      socket.setSendBufferSize(MIN_SEND_BUFFER_BYTES);
    }
  } catch {
    // Larger documents will fail with EMSGSIZE and be counted.
  }
}
