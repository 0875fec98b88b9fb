/** Reads protobuf's wire format. Throws a RangeError where the bytes end too early. */
export class ProtoReader {
  constructor(
    private readonly bytes: Buffer,
    private position = 0,
    private readonly end = bytes.byteLength,
  ) {}

  get atEnd(): boolean {
    return this.position >= this.end;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.bytes.readUInt8(this.position);
      this.position += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }

  block(): Buffer {
    const length = Number(this.varint());
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  fixed32(): number {
    return this.bytes.readUInt32LE(this.take(4));
  }

  fixed64(): bigint {
    return this.bytes.readBigUInt64LE(this.take(8));
  }

  double(): number {
    return this.bytes.readDoubleLE(this.take(8));
  }

  private take(length: number): number {
    const start = this.position;
    if (start + length > this.end) {
      throw new RangeError('A protobuf message ends too early');
    }
    this.position += length;
    return start;
  }
}
