import type { ProtoWriter } from './proto-writer.js';

/** Stands for what is no hexadecimal digit. */
const NO_DIGIT = 0xff;
/** Values of digits by their code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = String.fromCharCode(code);
  return /[\da-f]/i.test(digit) ? Number.parseInt(digit, 16) : NO_DIGIT;
});

/**
 * Writes ids of hexadecimal digits as fields of bytes. Remembers the last one: the spans of a trace, which come one after the
 * other, share one trace id, and children of one span their parent's.
 */
class HexIdWriter {
  private last: string | undefined;
  private readonly bytes: Uint8Array;

  /** @param length of an id, in bytes */
  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  /** @returns false, and nothing is written, for what is no such id: it would make receivers refuse the whole request */
  write(writer: ProtoWriter, tag: number, id: string): boolean {
    if (id !== this.last && !this.read(id)) {
      return false;
    }
    writer.byte(tag);
    writer.block(this.bytes);
    return true;
  }

  private read(id: string): boolean {
    const { bytes } = this;
    this.last = undefined;
    if (id.length !== bytes.length * 2) {
      return false;
    }
    for (let index = 0; index < bytes.length; index += 1) {
      const high = digitAt(id, index * 2);
      const low = digitAt(id, index * 2 + 1);
      if (high === NO_DIGIT || low === NO_DIGIT) {
        return false;
      }
      bytes[index] = (high << 4) | low;
    }
    this.last = id;
    return true;
  }
}

function digitAt(id: string, index: number): number {
  return DIGITS[id.charCodeAt(index)] ?? NO_DIGIT;
}

export const traceIds = new HexIdWriter(16);
export const spanIds = new HexIdWriter(8);
export const parentIds = new HexIdWriter(8);
