import { z } from 'zod';
import { type AwsError, invalid } from '../aws/index.js';

/** A log group's name: 1–512 of `a-zA-Z0-9_-/.#` (CloudWatch Logs API, CreateLogGroup). */
export const logGroupName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[.\-_/#A-Za-z0-9]+$/);

/** A log stream's name: 1–512 characters without `:` and `*` (CloudWatch Logs API, CreateLogStream). */
export const logStreamName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^:*]*$/);

/** Tags of a resource (CloudWatch Logs API, TagResource). */
export const tags = z.record(
  z
    .string()
    .min(1)
    .max(128)
    .regex(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/iu),
  z
    .string()
    .max(256)
    .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
);

/** A count from `low` to `high`. */
export const between = (low: number, high: number) =>
  z.number().int().min(low).max(high);

/** Milliseconds since the epoch. */
export const milliseconds = z.number().int().min(0);

/**
 * Reads an operation's parameters.
 *
 * @throws AwsError `InvalidParameterException` in the service's wording.
 */
export function readParameters<T>(
  operation: string,
  schema: z.ZodType<T>,
  input: unknown,
): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw toInvalid(operation, parsed.error, input);
}

function toInvalid(
  operation: string,
  error: z.ZodError,
  input: unknown,
): AwsError {
  const problems = error.issues.map((issue) => {
    const value: unknown = issue.path.reduce<unknown>(memberOf, input);
    const shown = value === undefined ? 'null' : JSON.stringify(value);
    return `Value '${shown.slice(0, 100)}' at '${toPath(issue.path)}' failed to satisfy constraint: ${issue.message}`;
  });
  const [first] = error.issues;
  const field = (first?.path ?? []).filter((step) => typeof step === 'string');
  return invalid(
    [operation, ...field].join('.'),
    `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.slice(0, 5).join('; ')}`,
  );
}

function memberOf(value: unknown, step: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === String(step))?.[1]
    : undefined;
}

function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? String(step + 1) : String(step)))
    .join('.')
    .replaceAll(/\.(\d+)\.?/g, '.$1.member.')
    .replace(/\.$/, '');
}
