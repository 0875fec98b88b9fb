import { z } from 'zod';

/** A whole decimal number within limits, both included. */
export function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^-?\d{1,15}$/, { error: 'is not a whole number' })
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, { error: `is below ${minimum}` })
        .max(maximum, { error: `is above ${maximum}` }),
    );
}

/** A TCP or UDP port; 0 takes any free one. */
export const port = wholeNumber(0, 65_535);

/** A decimal number from 0 to 1. */
export const ratio = z
  .string()
  .regex(/^(\d+(\.\d*)?|\.\d+)(e-?\d+)?$/i, { error: 'is not a number' })
  .transform(Number)
  .pipe(z.number().max(1, { error: 'is above 1' }));
