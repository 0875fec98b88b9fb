import { z } from 'zod';
import { format, FormatError } from './format.js';

/** Context of the access lines, which are written whatever the level. */
const ACCESS = /^access$/i;

/** Reads `Context=level,Context=level`. */
export function contextLevels<T>(level: z.ZodType<T, string>) {
  return format((text): Readonly<Record<string, T>> => {
    const entries = text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry): [string, T] => {
        const parts = entry.split('=').map((part) => part.trim());
        const [context = '', word = ''] = parts;
        if (context === '' || parts.length !== 2) {
          throw new FormatError(`has no Context=level in ${entry}`);
        }
        if (ACCESS.test(context)) {
          throw new FormatError(
            'names Access, whose lines are written whatever the level',
          );
        }
        const read = level.safeParse(word);
        if (!read.success) {
          throw new FormatError(`has no level in ${entry}`);
        }
        return [context, read.data];
      });
    return Object.fromEntries(entries);
  });
}
