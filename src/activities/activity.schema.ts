import { z } from 'zod';

const uuid = z.guid();
const instant = z.iso
  .datetime({ offset: true })
  .meta({ pattern: undefined, examples: ['2026-01-01T00:00:00.000+00:00'] });
const count = z.int().min(0).meta({ maximum: undefined });

/** A reply as the API shows it. */
export const replySchema = z
  .object({
    uuid,
    reply_to_activity_uuid: uuid,
    display_name: z.string(),
    handle: z.string(),
    message: z.string(),
    likes_count: count,
    replies_count: count,
    reposts_count: count,
    created_at: instant,
  })
  .meta({ id: 'Reply', description: 'A reply to an activity' });

/** An activity as the API shows it. */
export const activitySchema = z
  .object({
    uuid,
    display_name: z.string(),
    handle: z.string(),
    message: z.string(),
    replies_count: count,
    reposts_count: count,
    likes_count: count,
    created_at: instant,
    expires_at: instant,
    replies: z
      .array(replySchema)
      .meta({ description: 'The newest 100 replies, oldest first' }),
  })
  .meta({ id: 'Activity', description: 'A short post that expires' });

export type Reply = z.output<typeof replySchema>;
export type Activity = z.output<typeof activitySchema>;
