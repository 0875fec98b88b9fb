import { format, FormatError } from './format.js';
import { wholeNumber } from './number.format.js';

/** Numbers as people write amounts of memory: `64MiB`, `1 g`, `512kb`. */
const WITH_UNIT = /^(\d{1,9})\s*([kmgt])i?b?$/i;

/** Bytes of a unit, 1,024 by 1,024: for memory, people mean powers of two. */
const UNITS: Readonly<Record<string, number>> = {
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/**
 * A plain number of bytes within limits, both included. What has a unit is refused, and the remedy says it in bytes: units
 * are read as powers of ten by some and of two by others.
 */
export function byteCount(minimum: number, maximum: number) {
  return format((text) => {
    if (!/^\d+$/.test(text)) {
      throw new FormatError('is not a plain number of bytes', inBytes(text));
    }
    return text;
  }).pipe(wholeNumber(minimum, maximum));
}

function inBytes(text: string): string | undefined {
  const [, digits, letter = ''] = WITH_UNIT.exec(text) ?? [];
  const unit = UNITS[letter.toLowerCase()];
  return digits === undefined || unit === undefined
    ? undefined
    : `write it in bytes: ${String(Number(digits) * unit)}`;
}
