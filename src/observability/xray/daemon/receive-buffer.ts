import { type FileHandle, open } from 'node:fs/promises';

/** Where Linux lists the UDP sockets of this host, or of this container. Source: proc(5), `/proc/net/udp`. */
const TABLES = ['/proc/net/udp', '/proc/net/udp6'];

/** A line: slot, local address and port, remote address and port, state, bytes to send and bytes received, all in hexadecimal. */
const LINE =
  /^\s*\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:[\dA-F]{4} [\dA-F]{2} [\dA-F]{8}:([\dA-F]{8}) /gm;

/** Bytes read at once: some 500 sockets. */
const CHUNK_BYTES = 65_536;

/** The receive buffer of a UDP port on this host, which loses what it has no room for without a word to the sender. */
export class ReceiveBuffer {
  private tables: Promise<readonly FileHandle[]> | undefined;
  private readonly chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

  /** @param port of the receiver */
  constructor(private readonly port: number) {}

  /**
   * What its receiver has not read yet. Never rejects.
   *
   * @returns bytes, the system's own for each datagram included; of several sockets those of the fullest. Undefined where no
   *   socket has the port and on systems other than Linux.
   */
  async waitingBytes(): Promise<number | undefined> {
    try {
      // Open between two readings: to open and close them costs more than to read them.
      this.tables ??= openTables();
      let text = '';
      for (const table of await this.tables) {
        text += await this.contentOf(table);
      }
      return fullest(text, this.port);
    } catch {
      return undefined;
    }
  }

  close(): void {
    const { tables } = this;
    this.tables = undefined;
    void tables?.then((handles) =>
      Promise.allSettled(handles.map((handle) => handle.close())),
    );
  }

  private async contentOf(table: FileHandle): Promise<string> {
    let text = '';
    for (let position = 0; ;) {
      const { bytesRead } = await table.read(
        this.chunk,
        0,
        CHUNK_BYTES,
        position,
      );
      if (bytesRead === 0) {
        return text;
      }
      text += this.chunk.toString('latin1', 0, bytesRead);
      position += bytesRead;
    }
  }
}

async function openTables(): Promise<readonly FileHandle[]> {
  const opened = await Promise.allSettled(
    TABLES.map((table) => open(table, 'r')),
  );
  return opened.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  );
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
