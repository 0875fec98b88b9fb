import { readFile } from 'node:fs/promises';

/** Where Linux lists the UDP sockets of this host, or of this container. Source: proc(5), `/proc/net/udp`. */
const TABLES = ['/proc/net/udp', '/proc/net/udp6'];

/** A line: slot, local address and port, remote address and port, state, bytes to send and bytes received, all in hexadecimal. */
const LINE =
  /^\s*\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:[\dA-F]{4} [\dA-F]{2} [\dA-F]{8}:([\dA-F]{8}) /gm;

/** The receive buffer of a UDP port on this host, which loses what it has no room for without a word to the sender. */
export class ReceiveBuffer {
  private isKnown = true;

  /** @param port of the receiver */
  constructor(private readonly port: number) {}

  /**
   * What its receiver has not read yet. Never rejects.
   *
   * @returns bytes, the system's own for each datagram included; of several sockets those of the fullest. Undefined where no
   *   socket has the port and on systems other than Linux.
   */
  async waitingBytes(): Promise<number | undefined> {
    if (!this.isKnown) {
      return undefined;
    }
    try {
      const tables = await Promise.all(
        TABLES.map((table) => readFile(table, 'latin1').catch(() => undefined)),
      );
      this.isKnown = tables.some((table) => table !== undefined);
      return fullest(tables.join('\n'), this.port);
    } catch {
      return undefined;
    }
  }
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
