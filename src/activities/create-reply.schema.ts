import { z } from 'zod';
import { jsonBody, messageSchema } from '../http/index.js';

/** The body of a reply. */
export const createReplySchema = jsonBody({ message: messageSchema(1024) });

export type CreateReplyInput = z.output<typeof createReplySchema>;
