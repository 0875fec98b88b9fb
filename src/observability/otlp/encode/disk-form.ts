import type { Enveloped } from './compose-request.js';
import { SharedBlock } from './shared-block.js';

/** Of this layout; a reader refuses another. */
const VERSION = 1;
const REMARKABLE = 1;
/** Version, flags, and the lengths of the three parts. */
const HEAD_BYTES = 2 + 3 * 4;

/** A record as it is read back. */
export interface ReadBack extends Enveloped {
  readonly remarkable: boolean;
}

/** A record's form on disk: version, flags, three lengths, resource, scope, record. */
export function toDisk(
  { resource, scope, octets }: Enveloped,
  remarkable: boolean,
): Buffer {
  const parts = [resource.octets, scope.octets, octets];
  const stored = Buffer.allocUnsafe(
    HEAD_BYTES + resource.octets.length + scope.octets.length + octets.length,
  );
  stored[0] = VERSION;
  stored[1] = remarkable ? REMARKABLE : 0;
  let position = HEAD_BYTES;
  parts.forEach((part, index) => {
    stored.writeUInt32LE(part.length, 2 + index * 4);
    position += stored.write(part, position, 'latin1');
  });
  return stored;
}

/** @throws RangeError when the bytes are not of this layout */
export function fromDisk(stored: Uint8Array): ReadBack {
  const bytes = Buffer.from(
    stored.buffer,
    stored.byteOffset,
    stored.byteLength,
  );
  if (bytes.byteLength < HEAD_BYTES || bytes[0] !== VERSION) {
    throw new RangeError('Not a record of this version');
  }
  const resourceEnd = HEAD_BYTES + bytes.readUInt32LE(2);
  const scopeEnd = resourceEnd + bytes.readUInt32LE(6);
  if (scopeEnd + bytes.readUInt32LE(10) !== bytes.byteLength) {
    throw new RangeError('A record whose lengths do not add up');
  }
  return {
    resource: SharedBlock.of(bytes.toString('latin1', HEAD_BYTES, resourceEnd)),
    scope: SharedBlock.of(bytes.toString('latin1', resourceEnd, scopeEnd)),
    octets: bytes.toString('latin1', scopeEnd),
    remarkable: bytes[1] === REMARKABLE,
  };
}
