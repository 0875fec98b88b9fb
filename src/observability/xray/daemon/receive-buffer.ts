import { closeSync, openSync, readSync } from 'node:fs';

/** Where Linux lists the UDP sockets of this host, or of this container. Source: proc(5), `/proc/net/udp`. */
const TABLES = ['/proc/net/udp', '/proc/net/udp6'];

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
  private tables: readonly number[] | undefined;
  private readonly chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

  /** @param port of the receiver */
  constructor(private readonly port: number) {}

  /**
   * What its receiver has not read yet. Never throws.
   *
   * @returns bytes, the system's own for each datagram included; of several sockets those of the fullest. Undefined where no
   *   socket has the port and on systems other than Linux.
   */
  waitingBytes(): number | undefined {
    this.tables ??= openTables();
    let bytes: number | undefined;
    for (const table of this.tables) {
      const found = fullest(this.contentOf(table), this.port);
      bytes = found === undefined ? bytes : Math.max(bytes ?? 0, found);
    }
    return bytes;
  }

  close(): void {
    for (const table of this.tables ?? []) {
      closeSync(table);
    }
    this.tables = undefined;
  }

  private contentOf(table: number): string {
    let text = '';
    try {
      for (let position = 0; ;) {
        const read = readSync(table, this.chunk, 0, CHUNK_BYTES, position);
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

function openTables(): readonly number[] {
  return TABLES.flatMap((table) => {
    try {
      return [openSync(table, 'r')];
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
