import { createSocket, type Socket } from 'node:dgram';
import { setTimeout as wait } from 'node:timers/promises';
import { type ReadDocument, readDocument } from './legal-document.js';

const HEADER = '{"format":"json","version":1}\n';

/** A daemon's ear: takes datagrams on a real socket and refuses whatever the real one could not read. */
export class UdpDaemon {
  readonly documents: ReadDocument[] = [];
  readonly problems: string[] = [];
  readonly sizes: number[] = [];

  private constructor(private readonly socket: Socket) {
    socket.on('message', (datagram) => {
      this.sizes.push(datagram.byteLength);
      try {
        this.documents.push(parseDatagram(datagram.toString('utf8')));
      } catch (error) {
        this.problems.push(String(error));
      }
    });
  }

  static listen(port = 0, address = '127.0.0.1'): Promise<UdpDaemon> {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, address, () => {
        resolve(new UdpDaemon(socket));
      });
    });
  }

  get port(): number {
    return this.socket.address().port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.close(resolve);
    });
  }
}

/** A port on which nothing listens. */
export async function freeUdpPort(): Promise<number> {
  const daemon = await UdpDaemon.listen();
  const { port } = daemon;
  await daemon.close();
  return port;
}

/** Waits until `condition` holds; throws after `deadlineMs`. */
export async function until(
  condition: () => boolean,
  deadlineMs = 10_000,
): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(
        `Not within ${String(deadlineMs)} ms: ${String(condition)}`,
      );
    }
    await wait(5);
  }
}

/** Reads a datagram as the daemon does; throws unless it is one legal document after the header. */
export function parseDatagram(datagram: string): ReadDocument {
  if (!datagram.startsWith(HEADER)) {
    throw new Error(`No header: ${datagram.slice(0, 60)}`);
  }
  const json = datagram.slice(HEADER.length);
  if (json.includes('\n')) {
    throw new Error('More than one line');
  }
  return readDocument(json);
}
