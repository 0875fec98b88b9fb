/** What stands before every document. Source: AWS X-Ray developer guide, "Sending segment documents to the X-Ray daemon". */
const HEADER = Buffer.from('{"format":"json","version":1}\n');

/** A document on its way to the daemon. It stays a text until it is sent: a `Buffer` of its own would cost more to keep. */
export class Datagram {
  /** Of its document, in UTF-8. */
  readonly documentBytes: number;

  /** @param document JSON */
  constructor(readonly document: string) {
    this.documentBytes = Buffer.byteLength(document);
  }

  /** Header and document. */
  get bytes(): number {
    return HEADER.byteLength + this.documentBytes;
  }

  /** Writes header and document. @returns where they end */
  writeTo(buffer: Buffer, position: number): number {
    const start = position + HEADER.copy(buffer, position);
    const { document, documentBytes } = this;
    // One byte for each unit is ASCII, which need not be encoded.
    const encoding = documentBytes === document.length ? 'latin1' : 'utf8';
    return start + buffer.write(document, start, documentBytes, encoding);
  }
}

/** Datagrams written into one buffer, one after the other. It is used again: send them before the next are written. */
export class DatagramBuffer {
  private buffer = Buffer.allocUnsafeSlow(65_536);

  write(datagrams: readonly Datagram[]): Buffer[] {
    const bytes = datagrams.reduce((sum, datagram) => sum + datagram.bytes, 0);
    if (bytes > this.buffer.byteLength) {
      this.buffer = Buffer.allocUnsafeSlow(bytes);
    }
    let position = 0;
    return datagrams.map((datagram) => {
      const start = position;
      position = datagram.writeTo(this.buffer, start);
      return this.buffer.subarray(start, position);
    });
  }
}
