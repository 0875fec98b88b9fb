import { z } from 'zod';
import { jsonBody, messageSchema } from '../http/index.js';
import { TTLS } from './ttl.js';

/** The body of a new activity. A `ttl` that is missing, of another type or not in the list is `ttl_blank`. */
export const createActivitySchema = jsonBody({
  message: messageSchema(280),
  ttl: z.enum(TTLS, { error: 'ttl_blank' }),
});

export type CreateActivityInput = z.output<typeof createActivitySchema>;
