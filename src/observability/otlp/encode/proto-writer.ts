/**
 * Bytes as a string, each the character of its number (latin1). To keep a few hundred bytes for a while, V8's heap needs
 * their number and 16 more; a `Buffer` of their own takes 300 more, and a microsecond.
 */
export type Octets = string;

/** Bytes kept between two encodings; a larger buffer is let go of. */
const KEPT_BYTES = 256 * 1024;
/** Texts up to this length are written unit by unit, which is quicker than a call into Node. */
const SHORT_TEXT = 48;

/**
 * Writes protobuf's wire format into a buffer that grows.
 * Source: protobuf.dev, "Encoding".
 */
export class ProtoWriter {
  /** Bytes written so far; set back to undo what came after. */
  position = 0;
  private bytes = Buffer.allocUnsafeSlow(16 * 1024);

  /** Begins anew. */
  reset(): void {
    this.position = 0;
    if (this.bytes.length > KEPT_BYTES) {
      this.bytes = Buffer.allocUnsafeSlow(16 * 1024);
    }
  }

  /** What was written. */
  octets(): Octets {
    return this.bytes.toString('latin1', 0, this.position);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.position++] = value;
  }

  /** @param value a whole number from 0 to 2^53 - 1 */
  varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest > 0x7fffffff) {
      this.bytes[this.position++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 0x7f) {
      this.bytes[this.position++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.position++] = rest;
  }

  /** @param value a whole number that fits into 64 bits with its sign */
  int64(value: bigint): void {
    this.reserve(10);
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      this.bytes[this.position++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.bytes[this.position++] = Number(rest);
  }

  fixed32(value: number): void {
    this.reserve(4);
    this.position = this.bytes.writeUInt32LE(value >>> 0, this.position);
  }

  /** @param low and `high`: the halves of 64 bits */
  fixed64(low: number, high: number): void {
    this.fixed32(low);
    this.fixed32(high);
  }

  double(value: number): void {
    this.reserve(8);
    this.position = this.bytes.writeDoubleLE(value, this.position);
  }

  /** Bytes with their length before them. */
  block(block: Uint8Array): void {
    this.varint(block.byteLength);
    this.reserve(block.byteLength);
    this.bytes.set(block, this.position);
    this.position += block.byteLength;
  }

  /** Begins something with its length before it; hand the result to `end`. */
  begin(): number {
    this.reserve(1);
    this.position += 1;
    return this.position;
  }

  /** Ends what `begin` began: writes its length, for which one byte was left. */
  end(start: number): void {
    const length = this.position - start;
    if (length < 0x80) {
      this.bytes[start - 1] = length;
      return;
    }
    const more = length < 0x4000 ? 1 : length < 0x20_0000 ? 2 : 3;
    this.reserve(10);
    this.bytes.copyWithin(start + more, start, this.position);
    const end = this.position + more;
    this.position = start - 1;
    this.varint(length);
    this.position = end;
  }

  /**
   * Text as UTF-8, without its length: as much of it as goes into `maxBytes`, whole characters only. Half of a
   * surrogate pair becomes U+FFFD.
   *
   * @returns whether it was written whole
   */
  text(text: string, maxBytes: number): boolean {
    const { length } = text;
    if (length <= SHORT_TEXT && length <= maxBytes && this.ascii(text)) {
      return true;
    }
    const longest = length * 3;
    const room = Math.min(longest, maxBytes);
    this.reserve(room);
    const written = this.bytes.write(text, this.position, room, 'utf8');
    this.position += written;
    return room === longest || written === Buffer.byteLength(text, 'utf8');
  }

  /** Writes a short text when it is nothing but ASCII. */
  private ascii(text: string): boolean {
    const { length } = text;
    this.reserve(length);
    const { bytes, position } = this;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) {
        return false;
      }
      bytes[position + index] = unit;
    }
    this.position = position + length;
    return true;
  }

  private reserve(more: number): void {
    const needed = this.position + more;
    if (needed > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(
        Math.max(needed, this.bytes.length * 2),
      );
      this.bytes.copy(grown, 0, 0, this.position);
      this.bytes = grown;
    }
  }
}
