import { z } from 'zod';
import { type Vendor, VENDORS } from '../store/vendor.js';
import { FaultError } from './fault.errors.js';

/** Longest duration of a fault, milliseconds: a day. */
const MAX_DURATION_MS = 86_400_000;
/** Longest delay of an answer, milliseconds. */
const MAX_DELAY_MS = 600_000;
/** Largest `Retry-After`, seconds. */
const MAX_RETRY_AFTER_SECONDS = 86_400;
/** Largest body that any receiver reads, bytes. */
const MAX_BODY_BYTES = 20 * 1024 * 1024;

const lasting = {
  /** Milliseconds after which the fault ends by itself. */
  durationMs: z.number().int().min(1).max(MAX_DURATION_MS).optional(),
};
const chancy = {
  ...lasting,
  /** Share of the requests that it hits, 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
};
const retryable = {
  ...chancy,
  /** Sent as `Retry-After`, seconds. */
  retryAfterSeconds: z
    .number()
    .int()
    .min(0)
    .max(MAX_RETRY_AFTER_SECONDS)
    .optional(),
};

const FAULTS = [
  z.strictObject({ type: z.literal('refuse'), ...lasting }),
  z.strictObject({ type: z.literal('hang'), ...chancy }),
  z.strictObject({ type: z.literal('reset'), ...chancy }),
  z.strictObject({ type: z.literal('reset-after'), ...chancy }),
  z.strictObject({
    type: z.literal('slow'),
    delayMs: z.number().int().min(1).max(MAX_DELAY_MS).default(2_000),
    ...chancy,
  }),
  z.strictObject({ type: z.literal('throttle'), ...retryable }),
  z.strictObject({ type: z.literal('500'), ...chancy }),
  z.strictObject({ type: z.literal('503'), ...retryable }),
  z.strictObject({
    type: z.literal('413'),
    maxBytes: z.number().int().min(0).max(MAX_BODY_BYTES).default(65_536),
    ...chancy,
  }),
  z.strictObject({ type: z.literal('401'), ...chancy }),
  z.strictObject({
    type: z.literal('partial'),
    everyNth: z.number().int().min(1).max(1_000_000).default(10),
    ...chancy,
  }),
  z.strictObject({ type: z.literal('garbage'), ...chancy }),
] as const;

const faultSchema = z.discriminatedUnion('type', FAULTS);

/**
 * What is wrong with a vendor.
 *
 * - `refuse`: its port is closed; what it had begun to answer is answered first.
 * - `hang`: requests are read and never answered, then cut when the fault ends.
 * - `reset`: the connection is reset within the request's body.
 * - `reset-after`: the records are kept, then the connection is reset instead of an answer.
 * - `slow`: the answer comes `delayMs` late, and the records are kept only then.
 * - `throttle`, `500`, `503`, `413`, `401`: the request is refused in the vendor's own words; `413` only beyond `maxBytes`.
 * - `partial`: every n-th record is refused, the others kept.
 * - `garbage`: the records are kept, and the answer is 200 with a page of HTML.
 */
export type Fault = z.output<typeof faultSchema>;

/** A fault as it is asked for, without the options that have defaults. */
export type FaultInput = z.input<typeof faultSchema>;

/** The names of the faults, in the order in which they are shown. */
export const FAULT_TYPES: readonly Fault['type'][] = FAULTS.map(
  ({ shape }) => shape.type.value,
);

/** For each fault, the options it takes. */
export const FAULT_OPTIONS: Readonly<Record<string, readonly string[]>> =
  Object.fromEntries(
    FAULTS.map(({ shape }) => [
      shape.type.value,
      Object.keys(shape).filter((name) => name !== 'type'),
    ]),
  );

const withKnownType = z.looseObject({ type: z.enum(FAULT_TYPES) });

/**
 * Reads a fault; a status may be a number.
 *
 * @throws FaultError `INVALID_FAULT` that says what there is.
 */
export function parseFault(input: unknown): Fault {
  const textual = withTextualType(input);
  const parsed = faultSchema.safeParse(textual);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  const known = withKnownType.safeParse(textual);
  const hint = known.success
    ? `${known.data.type} takes ${FAULT_OPTIONS[known.data.type]?.join(', ')}`
    : `There are ${FAULT_TYPES.join(', ')}`;
  throw new FaultError(
    400,
    'INVALID_FAULT',
    `${problems.join('; ')}. ${hint}.`,
  );
}

/**
 * Reads whom a fault concerns; `all` is all four.
 *
 * @throws FaultError `UNKNOWN_VENDOR`.
 */
export function parseVendors(name: string): readonly Vendor[] {
  if (name === 'all') return VENDORS;
  const vendor = VENDORS.find((known) => known === name);
  if (vendor) return [vendor];
  throw new FaultError(
    404,
    'UNKNOWN_VENDOR',
    `There is no vendor ${name.slice(0, 100)}; there are ${VENDORS.join(', ')}, and all.`,
  );
}

function withTextualType(input: unknown): unknown {
  return typeof input === 'object' &&
    input !== null &&
    'type' in input &&
    typeof input.type === 'number'
    ? { ...input, type: String(input.type) }
    : input;
}
