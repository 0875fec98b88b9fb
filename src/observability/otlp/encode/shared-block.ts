import type { Octets } from './proto-writer.js';

/** Blocks remembered by their content; more are still right, only not grouped. */
const MAX_BLOCKS = 256;

/** A resource or an instrumentation scope, encoded: one object for all records that share it. */
export class SharedBlock {
  private static readonly known = new Map<Octets, SharedBlock>();

  private constructor(readonly octets: Octets) {}

  /** The block with this content. */
  static of(octets: Octets): SharedBlock {
    const known = SharedBlock.known.get(octets);
    if (known !== undefined) {
      return known;
    }
    if (SharedBlock.known.size >= MAX_BLOCKS) {
      SharedBlock.known.clear();
    }
    const block = new SharedBlock(octets);
    SharedBlock.known.set(octets, block);
    return block;
  }
}
