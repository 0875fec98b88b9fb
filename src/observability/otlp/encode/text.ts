import type { ProtoWriter } from './proto-writer.js';

/** Bytes of an attribute's value that Honeycomb takes. Source: Honeycomb, "Ingest limits". */
export const MAX_VALUE_BYTES = 65_535;
/** Room for the words that say how long a text was. */
const MARK_BYTES = 48;

/**
 * Writes text with its length before it. A text above `maxBytes` is cut at the border of a character and says how many
 * bytes it had: `…[cut, 1048576 bytes]`.
 *
 * @param maxBytes all told; a limit too small for the words means no words
 */
export function writeText(
  writer: ProtoWriter,
  text: string,
  maxBytes: number,
): void {
  const start = writer.begin();
  if (!writer.text(text, maxBytes)) {
    writer.position = start;
    const room = maxBytes - MARK_BYTES;
    if (room < MARK_BYTES) {
      writer.text(text, maxBytes);
    } else {
      writer.text(text, room);
      const bytes = Buffer.byteLength(text, 'utf8');
      writer.text(`…[cut, ${String(bytes)} bytes]`, MARK_BYTES);
    }
  }
  writer.end(start);
}
