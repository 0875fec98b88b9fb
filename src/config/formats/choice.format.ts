import { z } from 'zod';

/** One of the given lower-case words, written in any case. */
export function choice<const T extends readonly [string, ...string[]]>(
  words: T,
) {
  return z
    .string()
    .toLowerCase()
    .pipe(z.enum(words, { error: `is not one of ${words.join(', ')}` }));
}
