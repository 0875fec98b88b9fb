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
  /** Datagrams handed to the system so far. */
  sent = 0;
  /**
   * Datagrams that came before the first one known to be refused. Exact on loopback, where a refusal is there before the
   * next datagram is sent; elsewhere it comes later than the datagram that it is about.
   */
  sentBeforeRefusal = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly socket: Socket,
    readonly target: ResolvedAddress,
  ) {
    socket.on('error', (error) => {
      this.fail(error, this.sent - 1);
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
      // Not as an argument of `connect`, where a failure calls it too.
      socket.once('connect', () => {
        socket.off('error', refuse);
        enlargeSendBuffer(socket);
        resolve(new DaemonSocket(socket, target));
      });
      socket.connect(port, target.address);
    });
  }

  /**
   * Hands datagrams to the system, one right after the other: a receiver that sleeps is woken once. Resolves when the system
   * has taken them or failed, which is counted.
   */
  send(datagrams: readonly Uint8Array[]): Promise<void> {
    return new Promise((resolve) => {
      let left = datagrams.length;
      for (const datagram of datagrams) {
        const before = this.sent;
        this.sent += 1;
        this.socket.send(datagram, (error) => {
          if (error !== null) {
            // A refusal is that of the datagram before, in the place of this one.
            this.fail(error, isRefusal(error) ? before - 1 : before);
          }
          left -= 1;
          if (left === 0) {
            resolve();
          }
        });
      }
      if (left === 0) {
        resolve();
      }
    });
  }

  close(): void {
    this.socket.close();
  }

  private fail(error: Error, arrived: number): void {
    this.failures += 1;
    this.lastFailure = codeOf(error);
    this.sentBeforeRefusal = Math.min(
      this.sentBeforeRefusal,
      Math.max(0, arrived),
    );
  }
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string'
    ? error.code
    : error.message;
}

function isRefusal(error: Error): boolean {
  return codeOf(error) === 'ECONNREFUSED';
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
