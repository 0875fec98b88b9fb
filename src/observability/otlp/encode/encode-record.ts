import type { EncodeLimits } from './attributes.js';
import { type Octets, ProtoWriter } from './proto-writer.js';
import { MAX_VALUE_BYTES } from './text.js';

/** Bytes of one record, below what fits into a batch (1 MiB); a larger one is written again with shorter texts. */
export const MAX_RECORD_BYTES = 900 * 1024;

const LIMITS: readonly EncodeLimits[] = [MAX_VALUE_BYTES, 4096, 256].map(
  (maxTextBytes) => ({ maxTextBytes, maxBytes: MAX_RECORD_BYTES }),
);
const BARE: EncodeLimits = { maxTextBytes: 1024, maxBytes: MAX_RECORD_BYTES };

/** The field of spans in `ScopeSpans`, and of log records in `ScopeLogs`. */
const RECORDS = 0x12;
const TOO_LARGE = Symbol('too large');
const writer = new ProtoWriter();

/** Writes the fields of a record. */
type Write<T> = (writer: ProtoWriter, record: T, limits: EncodeLimits) => void;

/**
 * A record as a field of its scope's message, tag and length included: ready to be put beside others. Never throws. A record
 * that is too large has its texts cut; one whose content can't be read goes without that content.
 *
 * @param bare writes what no content can make long
 * @returns no octets when not even that can be read
 */
export function encodeRecord<T>(
  record: T,
  whole: Write<T>,
  bare: Write<T>,
): Octets {
  for (const limits of LIMITS) {
    const octets = attempt(record, whole, limits);
    if (octets === undefined) {
      break;
    }
    if (octets !== TOO_LARGE) {
      return octets;
    }
  }
  const octets = attempt(record, bare, BARE);
  return octets === undefined || octets === TOO_LARGE ? '' : octets;
}

/** @returns undefined when the record can't be read */
function attempt<T>(
  record: T,
  write: Write<T>,
  limits: EncodeLimits,
): Octets | typeof TOO_LARGE | undefined {
  writer.reset();
  try {
    writer.byte(RECORDS);
    const start = writer.begin();
    write(writer, record, limits);
    writer.end(start);
  } catch {
    return undefined;
  }
  return writer.position > MAX_RECORD_BYTES ? TOO_LARGE : writer.octets();
}
