import type { z } from 'zod';
import { QueryError } from './query.errors.js';

/**
 * Reads what was asked.
 *
 * @throws QueryError `INVALID_INPUT` that says what is wrong.
 */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new QueryError(
    400,
    'INVALID_INPUT',
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`,
  );
}
