import type { ProtoWriter } from './proto-writer.js';

/** A count of 32 bits; nothing at all for none, as protobuf reads it. */
export function writeCount(
  writer: ProtoWriter,
  tag: number,
  count: number | undefined,
): void {
  if (count !== undefined && count > 0) {
    writer.byte(tag);
    writer.varint(Math.min(Math.floor(count), 0xffff_ffff));
  }
}
