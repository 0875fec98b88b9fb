import { z } from 'zod';
import { isBlank, pageFields, storable } from '../http/index.js';

/** The query of a search. A term that is missing, blank or given twice is `search_term_blank`. */
export const searchSchema = z.object({
  term: z
    .string({ error: 'search_term_blank' })
    .refine((term) => !isBlank(term), { error: 'search_term_blank' })
    .transform((term) => storable(term.trim()))
    .meta({ description: 'Text to look for, in any case' }),
  ...pageFields,
});

export type SearchQuery = z.output<typeof searchSchema>;
