import { z } from 'zod';

const instant = z.iso
  .datetime({ offset: true })
  .meta({ pattern: undefined, examples: ['2026-01-01T00:00:00.000+00:00'] });

/** A conversation as the API shows it: the other person, and when its newest message was sent. */
export const messageGroupSchema = z
  .object({
    uuid: z.guid(),
    display_name: z.string(),
    handle: z.string(),
    created_at: instant,
  })
  .meta({
    id: 'MessageGroup',
    description:
      'A conversation: the other person, and when its newest message was sent',
  });

/** A message as the API shows it: its sender and what they wrote. */
export const privateMessageSchema = z
  .object({
    uuid: z.guid(),
    display_name: z.string(),
    handle: z.string(),
    message: z.string(),
    created_at: instant,
  })
  .meta({ id: 'Message', description: 'A private message and who sent it' });

export type MessageGroup = z.output<typeof messageGroupSchema>;
export type Message = z.output<typeof privateMessageSchema>;
