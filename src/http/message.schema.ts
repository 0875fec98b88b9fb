import { z } from 'zod';
import { exceedsGraphemes } from './graphemes.js';
import { isBlank, storable } from './text.js';

/**
 * What people write. Anything but a string with something visible in it is `message_blank`; more than `max` graphemes
 * are `message_exceed_max_chars`. The value is kept as sent, white space included, except for what can't be stored.
 */
export function messageSchema(max: number) {
  return z
    .string({ error: 'message_blank' })
    .refine((text) => !isBlank(text), { error: 'message_blank', abort: true })
    .refine((text) => !exceedsGraphemes(text, max), {
      error: 'message_exceed_max_chars',
    })
    .transform(storable)
    .meta({
      description: `Text with at most ${max} characters as a person counts them (graphemes), not white space only`,
    });
}
