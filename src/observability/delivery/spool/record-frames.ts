import { crc32 } from 'node:zlib';

/** A record as the spool holds it. */
export interface SpooledRecord {
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  readonly payload: Uint8Array;
}

/** First bytes of every file; another layout gets another number. */
const MAGIC = Buffer.from('TLMSPL01');
/** Length of the payload (u32), checksum of time and payload (u32), time (f64), little-endian. */
const HEAD_BYTES = 16;
const TIME_OFFSET = 8;

/** Bytes of a record in a file. */
export function frameBytes({ payload }: SpooledRecord): number {
  return HEAD_BYTES + payload.byteLength;
}

export function encodeFrames(records: readonly SpooledRecord[]): Buffer {
  return Buffer.concat([MAGIC, ...records.flatMap(frameOf)]);
}

/** All records up to the first one that is torn or changed, so that what a crash cut off costs nothing before it. */
export function decodeFrames(file: Buffer): readonly SpooledRecord[] {
  const records: SpooledRecord[] = [];
  if (!file.subarray(0, MAGIC.byteLength).equals(MAGIC)) {
    return records;
  }
  let offset = MAGIC.byteLength;
  while (offset + HEAD_BYTES <= file.byteLength) {
    const end = offset + HEAD_BYTES + file.readUInt32LE(offset);
    const checked = file.subarray(offset + TIME_OFFSET, end);
    if (
      end > file.byteLength ||
      crc32(checked) !== file.readUInt32LE(offset + 4)
    ) {
      break;
    }
    records.push({
      at: file.readDoubleLE(offset + TIME_OFFSET),
      payload: file.subarray(offset + HEAD_BYTES, end),
    });
    offset = end;
  }
  return records;
}

function frameOf({ at, payload }: SpooledRecord): [Buffer, Uint8Array] {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(payload.byteLength, 0);
  head.writeDoubleLE(at, TIME_OFFSET);
  head.writeUInt32LE(crc32(payload, crc32(head.subarray(TIME_OFFSET))), 4);
  return [head, payload];
}
