import { WITHHELD, writeKeyValue } from './any-value.js';
import type { ProtoWriter } from './proto-writer.js';

/** How much of a record is written. */
export interface EncodeLimits {
  /** Bytes of one attribute's value, and of any other text. */
  readonly maxTextBytes: number;
  /** Bytes after which no further attribute, event or link is written. */
  readonly maxBytes: number;
}

/**
 * Writes attributes as repeated `KeyValue`. One that can't be read says so in its place, and does its neighbours no harm.
 *
 * @param tag of the field, in one byte
 */
export function writeAttributes(
  writer: ProtoWriter,
  tag: number,
  attributes: object | undefined,
  { maxTextBytes, maxBytes }: EncodeLimits,
): void {
  if (attributes === undefined) {
    return;
  }
  for (const key of Object.keys(attributes)) {
    const start = writer.position;
    if (start > maxBytes) {
      return;
    }
    // The key and the lengths come before the value.
    const until = start + key.length + 12 + maxTextBytes;
    try {
      const value: unknown = Reflect.get(attributes, key);
      writeKeyValue(writer, tag, key, value, until);
    } catch {
      writer.position = start;
      writeKeyValue(writer, tag, key, WITHHELD, until);
    }
  }
}
