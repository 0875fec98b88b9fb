/** Above this a big integer is described instead: writing it in decimal takes quadratic time. */
const LIMIT = 10n ** 1000n;

/** A big integer in decimal, up to 1,000 digits; a larger one by its number of bits. */
export function bigintText(value: bigint): string {
  return value > -LIMIT && value < LIMIT
    ? value.toString()
    : `[big integer of about ${String(4 * value.toString(16).length)} bits]`;
}
