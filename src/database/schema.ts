import {
  bigint,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

/** The tables as `migrations/` makes them; indexes and checks are there. A spec compares the two. */

const instant = (name: string) =>
  timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** Order of arrival, the tie-breaker between rows of the same millisecond. */
const arrival = () =>
  bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity().notNull();

export const users = pgTable('users', {
  uuid: uuid('uuid').primaryKey(),
  handle: text('handle').notNull(),
  displayName: text('display_name').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** Posts and replies. A reply has a parent, and lives as long as it does. */
export const activities = pgTable('activities', {
  uuid: uuid('uuid').primaryKey(),
  seq: arrival(),
  userUuid: uuid('user_uuid').notNull(),
  replyToActivityUuid: uuid('reply_to_activity_uuid'),
  message: text('message').notNull(),
  repliesCount: integer('replies_count').notNull().default(0),
  repostsCount: integer('reposts_count').notNull().default(0),
  likesCount: integer('likes_count').notNull().default(0),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/**
 * Who is to hear of an activity: the author it replies to and everyone it mentions, by handle in lower case, so that
 * a mention reaches a person whose user row is made later. `created_at` and `seq` repeat the activity's for the index.
 */
export const notifications = pgTable(
  'notifications',
  {
    recipientHandle: text('recipient_handle').notNull(),
    activityUuid: uuid('activity_uuid').notNull(),
    activitySeq: bigint('activity_seq', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recipientHandle, table.activityUuid] }),
  ],
);

/** A conversation, once for each side of it, so that a person's list is one index range. Both rows share `uuid`. */
export const messageGroups = pgTable(
  'message_groups',
  {
    userUuid: uuid('user_uuid').notNull(),
    otherUserUuid: uuid('other_user_uuid').notNull(),
    uuid: uuid('uuid').notNull(),
    lastMessageAt: instant('last_message_at').notNull(),
    seq: arrival(),
  },
  (table) => [primaryKey({ columns: [table.userUuid, table.otherUserUuid] })],
);

export const messages = pgTable('messages', {
  uuid: uuid('uuid').primaryKey(),
  seq: arrival(),
  groupUuid: uuid('group_uuid').notNull(),
  userUuid: uuid('user_uuid').notNull(),
  message: text('message').notNull(),
  createdAt: instant('created_at').notNull(),
});
