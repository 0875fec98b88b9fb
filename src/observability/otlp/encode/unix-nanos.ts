import type { HrTime } from '@opentelemetry/api';
import type { ProtoWriter } from './proto-writer.js';

/** 10^9 = 2^9 · 1953125: a product with the odd factor stays exact in a double for longer. */
const ODD_FACTOR = 1_953_125;
/** Seconds whose product with the odd factor is exact: until the year 2116. */
const MAX_EXACT_SECONDS = Math.floor(Number.MAX_SAFE_INTEGER / ODD_FACTOR);
const MAX_NANOS = 2n ** 64n - 1n;

/** Writes a time as nanoseconds since 1970 in 64 bits. What is before or beyond is written as the nearest that fits. */
export function writeUnixNanos(
  writer: ProtoWriter,
  [seconds, nanos]: HrTime,
): void {
  if (
    seconds >= 0 &&
    seconds <= MAX_EXACT_SECONDS &&
    nanos >= 0 &&
    nanos < 1e9 &&
    Number.isInteger(seconds)
  ) {
    const product = seconds * ODD_FACTOR;
    const low = (product % 0x80_0000) * 512 + Math.floor(nanos);
    const carry = low > 0xffff_ffff ? 1 : 0;
    writer.fixed64(low % 2 ** 32, Math.floor(product / 0x80_0000) + carry);
    return;
  }
  const total = clamped(whole(seconds) * 1_000_000_000n + whole(nanos));
  writer.fixed64(Number(total & 0xffff_ffffn), Number(total >> 32n));
}

function whole(value: number): bigint {
  if (Number.isFinite(value)) {
    return BigInt(Math.floor(value));
  }
  return value > 0 ? MAX_NANOS : 0n;
}

function clamped(nanos: bigint): bigint {
  if (nanos < 0n) {
    return 0n;
  }
  return nanos > MAX_NANOS ? MAX_NANOS : nanos;
}
