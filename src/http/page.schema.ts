import { z } from 'zod';
import { parseCursor, type Cursor } from './cursor.js';

/** The most entries a page has, and how many it has when a request names no `limit`. */
const PAGE_MAX = 100;

/** Which part of a feed is asked for. */
export interface PageRequest {
  readonly limit: number;
  readonly before?: Cursor | undefined;
}

/** `limit` and `before` of a feed's query. */
export const pageFields = {
  limit: z
    .string({ error: 'limit_invalid' })
    .regex(/^(?:[1-9]\d?|100)$/, { error: 'limit_invalid' })
    .transform(Number)
    .default(PAGE_MAX)
    .meta({
      type: 'integer',
      minimum: 1,
      maximum: PAGE_MAX,
      default: PAGE_MAX,
      pattern: undefined,
      description: 'How many entries to answer with',
    }),
  before: z
    .string({ error: 'before_invalid' })
    .transform((text, context) => {
      const cursor = parseCursor(text);
      if (cursor === undefined)
        context.addIssue({ code: 'custom', message: 'before_invalid' });
      return cursor;
    })
    .optional()
    .meta({
      description:
        'Only entries older than this: a cursor from a Link header, or an ISO-8601 time with an offset',
    }),
};

/** The query of a feed without parameters of its own. Unknown parameters are ignored. */
export const pageSchema = z.object(pageFields);
