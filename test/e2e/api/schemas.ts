import { z } from 'zod';

/**
 * The API's types as the contract lists them, field by field, written apart from the application's own schemas: each
 * checks the other. Unlisted fields are refused.
 */
const uuid = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
const count = z.number().int().min(0);

export const reply = z.strictObject({
  uuid,
  reply_to_activity_uuid: uuid,
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  likes_count: count,
  replies_count: count,
  reposts_count: count,
  created_at: time,
});

export const activity = z.strictObject({
  uuid,
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  replies_count: count,
  reposts_count: count,
  likes_count: count,
  created_at: time,
  expires_at: time,
  replies: z.array(reply),
});

export const message = z.strictObject({
  uuid,
  display_name: z.string(),
  handle: z.string(),
  message: z.string(),
  created_at: time,
});

const messageGroup = z.strictObject({
  uuid,
  display_name: z.string(),
  handle: z.string(),
  created_at: time,
});

export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  trace_id: z.string().regex(/^[\da-f]{32}$/),
});

export const activities = z.array(activity);
export const messages = z.array(message);
export const messageGroups = z.array(messageGroup);
