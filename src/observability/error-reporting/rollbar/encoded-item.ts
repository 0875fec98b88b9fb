import type { RecordCodec } from '../../delivery/index.js';

/** An item ready for the wire. */
export interface EncodedItem {
  readonly uuid: string;
  readonly bytes: Buffer;
}

/** Characters of a UUID. Source: RFC 9562, section 4. */
const UUID_BYTES = 36;

/** On disk: the uuid, then the body of the request. */
export const encodedItemCodec: RecordCodec<EncodedItem> = {
  encode: ({ uuid, bytes }) => Buffer.concat([Buffer.from(uuid), bytes]),
  decode(bytes) {
    const buffer = Buffer.from(bytes);
    return {
      uuid: buffer.toString('latin1', 0, UUID_BYTES),
      bytes: buffer.subarray(UUID_BYTES),
    };
  },
};
