import { z } from 'zod';

/** Says why a value cannot be read, as completes `"value" …`, and what to set when the table's format does not say enough. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  constructor(
    problem: string,
    readonly remedy?: string,
  ) {
    super(problem);
  }
}

/** A zod schema from a function that reads a string or throws a {@link FormatError}. */
export function format<T>(parse: (text: string) => T) {
  return z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof FormatError)) {
        throw error;
      }
      context.addIssue({
        code: 'custom',
        message: error.message,
        params: { remedy: error.remedy },
      });
      return z.NEVER;
    }
  });
}
