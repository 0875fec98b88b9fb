import type { ProtoWriter } from './proto-writer.js';

const HEX = /^[0-9a-f]*$/i;

/** Whether a text is an id of that many bytes: one that is not makes receivers refuse the whole request. */
export function isHexId(id: string, bytes: number): boolean {
  return id.length === bytes * 2 && HEX.test(id);
}

/** Writes an id of hexadecimal digits as bytes with their length before them. */
export function writeHexId(writer: ProtoWriter, id: string): void {
  const length = id.length >> 1;
  writer.byte(length);
  for (let index = 0; index < length; index += 1) {
    writer.byte(
      (digit(id.charCodeAt(index * 2)) << 4) |
        digit(id.charCodeAt(index * 2 + 1)),
    );
  }
}

/** Value of 0-9, a-f or A-F. */
function digit(unit: number): number {
  return unit < 0x40 ? unit & 15 : (unit & 7) + 9;
}
