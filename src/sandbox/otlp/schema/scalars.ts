import { z } from 'zod';

/** JSON writes 64-bit integers as numbers too, past what is exact in JavaScript. */
const wholeNumber = z.number().refine(Number.isInteger, 'must be an integer');

const MAX_UINT64 = 2n ** 64n - 1n;

/** A field that proto3 lets be absent (or null, in JSON), with its default. */
export function field<T>(schema: z.ZodType<T>, fallback: T) {
  return schema.nullish().transform((value) => value ?? fallback);
}

/** A 32-bit integer or an enum's number; JSON may carry it as a decimal string. */
const int32 = z
  .union([z.number(), z.string().regex(/^-?\d+$/)])
  .transform(Number)
  .pipe(z.number().int());

/** An unsigned 64-bit integer as a decimal string; JSON may carry it as a number. */
export const uint64 = z
  .union([z.string().regex(/^\d{1,20}$/), wholeNumber.nonnegative()])
  .transform((value) => BigInt(value).toString())
  .refine((value) => BigInt(value) <= MAX_UINT64, 'must fit 64 bits');

/** A signed 64-bit integer: a number where that is exact, else a decimal string. */
export const int64 = z
  .union([z.string().regex(/^-?\d{1,19}$/), wholeNumber])
  .transform((value) =>
    Number.isSafeInteger(Number(value)) ? Number(value) : String(value),
  );

/** A double; what JSON has no number for stays the word that proto3 gives it. */
export const double = z
  .custom<number | string>(
    (value) =>
      typeof value === 'number' ||
      (typeof value === 'string' &&
        /^(?:NaN|-?Infinity|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i.test(value)),
    'must be a number',
  )
  .transform((value) => {
    const number = Number(value);
    return Number.isFinite(number) ? number : String(number);
  });

/** Bytes as base64. */
export const base64 = z.union([
  z
    .instanceof(Uint8Array)
    .transform((bytes) => Buffer.from(bytes).toString('base64')),
  z.string().regex(/^[\w+/-]*={0,2}$/, 'must be base64'),
]);

/**
 * A trace or span id as lower-case hex; OTLP's JSON form carries ids as hex
 * (OTLP specification, "JSON Protobuf Encoding"). Empty means none. Another
 * length makes the whole request unreadable, as it does for the OpenTelemetry
 * Collector.
 */
function idOf(byteLength: number, name: string) {
  return z
    .union([
      z
        .instanceof(Uint8Array)
        .transform((bytes) => Buffer.from(bytes).toString('hex')),
      z
        .string()
        .regex(/^[0-9a-f]*$/i, `${name} must be hex`)
        .transform((text) => text.toLowerCase()),
    ])
    .refine(
      (hex) => hex.length === 0 || hex.length === byteLength * 2,
      `${name} must be ${byteLength} bytes`,
    );
}

/** A 16-byte trace id, absent as the empty string. */
export const traceId = field(idOf(16, 'trace_id'), '');
/** An 8-byte span id, absent as the empty string. */
export const spanId = field(idOf(8, 'span_id'), '');
/** Text, absent as the empty string. */
export const text = field(z.string(), '');
/** Nanoseconds since the epoch, absent as `0`. */
export const nanoseconds = field(uint64, '0');
/** A count or enum, absent as 0. */
export const count = field(int32, 0);
