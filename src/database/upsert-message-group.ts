import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { messageGroups } from './schema.js';
import type { Orm } from './store.js';

/** The two sides of a conversation and when its newest message was sent. */
export interface GroupTouch {
  readonly userUuid: string;
  readonly otherUserUuid: string;
  readonly createdAt: Date;
}

/**
 * Makes the conversation of two people, or moves it to the front of both their lists. Rows are written in the order of
 * their keys, so that two first messages crossing each other wait instead of deadlocking, and end in one conversation.
 * @returns the conversation's uuid
 */
export async function upsertMessageGroup(
  orm: Orm,
  touch: GroupTouch,
): Promise<string> {
  const uuid = randomUUID();
  const sides = new Map([
    [touch.userUuid, touch.otherUserUuid],
    [touch.otherUserUuid, touch.userUuid],
  ]);
  const rows = [...sides]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([userUuid, otherUserUuid]) => ({
      userUuid,
      otherUserUuid,
      uuid,
      lastMessageAt: touch.createdAt,
    }));
  const [group] = await orm
    .insert(messageGroups)
    .values(rows)
    .onConflictDoUpdate({
      target: [messageGroups.userUuid, messageGroups.otherUserUuid],
      set: {
        lastMessageAt: sql`greatest(${messageGroups.lastMessageAt}, excluded.last_message_at)`,
      },
    })
    .returning({ uuid: messageGroups.uuid });
  if (group === undefined) throw new Error('a conversation was not returned');
  return group.uuid;
}
