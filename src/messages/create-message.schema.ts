import { z } from 'zod';
import { isBlank, jsonBody, messageSchema } from '../http/index.js';

/** The body of a new message. A receiver that is no string, or blank, is `user_reciever_handle_blank`. */
export const createMessageSchema = jsonBody({
  message: messageSchema(1024),
  user_receiver_handle: z
    .string({ error: 'user_reciever_handle_blank' })
    .refine((handle) => !isBlank(handle), {
      error: 'user_reciever_handle_blank',
    }),
});

export type CreateMessageInput = z.output<typeof createMessageSchema>;
