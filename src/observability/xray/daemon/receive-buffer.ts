import { closeSync, openSync, readSync } from 'node:fs';

/** Where Linux lists the UDP sockets of this host, or of this container. Source: proc(5), `/proc/net/udp`. */
const TABLES = [
  { path: '/proc/net/udp', takes: [4] },
  { path: '/proc/net/udp6', takes: [4, 6] },
];

interface Table {
  /** Its descriptor. */
  readonly file: number;
  /** Families of the addresses whose datagrams its sockets take. */
  readonly takes: readonly number[];
}

/** A line: slot, local address and port, remote address and port, state, bytes to send and bytes received, all in hexadecimal. */
const LINE =
  /^\s*\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:[\dA-F]{4} [\dA-F]{2} [\dA-F]{8}:([\dA-F]{8}) /gm;

/** Bytes read at once: some 500 sockets. */
const CHUNK_BYTES = 65_536;

/**
 * The receive buffer of a UDP port on this host, which loses what it has no room for without a word to the sender.
 *
 * It is read at once, some 10 microseconds, from files that stay open: a busy process would answer as many requests in the
 * turns of its event loop that an asynchronous reading takes as a burst has documents, and fall behind.
 */
export class ReceiveBuffer {
  private tables: readonly Table[] | undefined;
  private readonly chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

  /** @param port of the receiver */
  constructor(private readonly port: number) {}

  /**
   * What its receiver has not read yet. Never throws.
   *
   * @param family of the address that is sent to. A receiver of IPv6 may take what is sent to IPv4.
   * @returns bytes, the system's own for each datagram included; of several sockets of one family those of the fullest.
   *   Undefined where no socket has the port and on systems other than Linux.
   */
  waitingBytes(family: 4 | 6): number | undefined {
    this.tables ??= openTables();
    for (const { file, takes } of this.tables) {
      if (takes.includes(family)) {
        const bytes = fullest(this.contentOf(file), this.port);
        if (bytes !== undefined) {
          return bytes;
        }
      }
    }
    return undefined;
  }

  close(): void {
    for (const { file } of this.tables ?? []) {
      closeSync(file);
    }
    this.tables = undefined;
  }

  private contentOf(file: number): string {
    let text = '';
    try {
      for (let position = 0; ;) {
        const read = readSync(file, this.chunk, 0, CHUNK_BYTES, position);
        if (read === 0) {
          return text;
        }
        text += this.chunk.toString('latin1', 0, read);
        position += read;
      }
    } catch {
      return text;
    }
  }
}

function openTables(): readonly Table[] {
  return TABLES.flatMap(({ path, takes }) => {
    try {
      return [{ file: openSync(path, 'r'), takes }];
    } catch {
      return [];
    }
  });
}

function fullest(tables: string, port: number): number | undefined {
  let bytes: number | undefined;
  for (const [, at = '', waiting = ''] of tables.matchAll(LINE)) {
    if (Number.parseInt(at, 16) === port) {
      bytes = Math.max(bytes ?? 0, Number.parseInt(waiting, 16));
    }
  }
  return bytes;
}
