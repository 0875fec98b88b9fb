import type { Datagram } from './datagram.js';

/**
 * Bytes of a receiver's buffer, at its default size, that are filled at the most. A quarter stays free: Linux keeps back up to
 * that much of what was read already (`forward_deficit`), counts it when it looks for room, and does not show it in its table.
 * Source: Linux, net/ipv4/udp.c, `udp_rmem_release` and `udp_rqueue_get`.
 */
const FILLED_BYTES = 0.75 * 212_992;

/**
 * How many datagrams a receive buffer has room for.
 *
 * @param from the first that counts
 * @param waiting bytes in it, as Linux counts them
 */
export function countWithRoom(
  burst: readonly Datagram[],
  from: number,
  waiting: number,
): number {
  let left = FILLED_BYTES - waiting;
  let count = 0;
  for (const { bytes } of burst.slice(from)) {
    left -= keptBytes(bytes);
    if (left < 0) {
      break;
    }
    count += 1;
  }
  return count;
}

/** What Linux keeps of a datagram: its bytes and their head in a power of two, and a record of it (`skb->truesize`). */
function keptBytes(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(bytes + 512)) + 256;
}
