import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import {
  Database,
  messageGroups,
  messages,
  olderThan,
  upsertMessageGroup,
  users,
  type User,
} from '../database/index.js';
import { cutPage, formatTimestamp, type PageRequest } from '../http/index.js';
import type { Message, MessageGroup } from './message.schema.js';

/** Rows in the form of the API, and the cursor of the next page. */
export interface Rows<Row> {
  readonly rows: Row[];
  readonly next: string | undefined;
}

/** Reads and writes conversations. Handles are in lower case. */
@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** A person's conversations, newest first. Index `message_groups_of_user`. */
  async groupsOf(
    handle: string,
    page: PageRequest,
  ): Promise<Rows<MessageGroup>> {
    const rows = await this.database.run((orm) =>
      orm
        .select({
          uuid: messageGroups.uuid,
          displayName: users.displayName,
          handle: users.handle,
          createdAt: messageGroups.lastMessageAt,
          seq: messageGroups.seq,
        })
        .from(messageGroups)
        .innerJoin(users, eq(users.uuid, messageGroups.otherUserUuid))
        .where(
          and(
            sql`${messageGroups.userUuid} = ${uuidOf(handle)}`,
            olderThan(
              {
                createdAt: messageGroups.lastMessageAt,
                seq: messageGroups.seq,
              },
              page.before,
            ),
          ),
        )
        .orderBy(desc(messageGroups.lastMessageAt), desc(messageGroups.seq))
        .limit(page.limit + 1),
    );
    const cut = cutPage(rows, page);
    return {
      rows: cut.rows.map((row) => ({
        uuid: row.uuid,
        display_name: row.displayName,
        handle: row.handle,
        created_at: formatTimestamp(row.createdAt),
      })),
      next: cut.next,
    };
  }

  /** The newest messages between two people, newest first. Index `messages_of_group`. */
  async between(
    handle: string,
    otherHandle: string,
    page: PageRequest,
  ): Promise<Rows<Message>> {
    const group = sql`(select ${messageGroups.uuid} from ${messageGroups} where ${messageGroups.userUuid} = ${uuidOf(handle)} and ${messageGroups.otherUserUuid} = ${uuidOf(otherHandle)})`;
    const rows = await this.database.run((orm) =>
      orm
        .select({
          uuid: messages.uuid,
          seq: messages.seq,
          displayName: users.displayName,
          handle: users.handle,
          message: messages.message,
          createdAt: messages.createdAt,
        })
        .from(messages)
        .innerJoin(users, eq(users.uuid, messages.userUuid))
        .where(
          and(
            sql`${messages.groupUuid} = ${group}`,
            olderThan(messages, page.before),
          ),
        )
        .orderBy(desc(messages.createdAt), desc(messages.seq))
        .limit(page.limit + 1),
    );
    const cut = cutPage(rows, page);
    return {
      rows: cut.rows.map((row) => toMessage(row, row)),
      next: cut.next,
    };
  }

  /** Writes a message, and moves the conversation to the front of both people's lists. */
  async insert(
    sender: User,
    receiver: User,
    message: string,
    createdAt: Date,
  ): Promise<Message> {
    const uuid = randomUUID();
    await this.database.transaction(async (orm) => {
      const groupUuid = await upsertMessageGroup(orm, {
        userUuid: sender.uuid,
        otherUserUuid: receiver.uuid,
        createdAt,
      });
      await orm
        .insert(messages)
        .values({ uuid, groupUuid, userUuid: sender.uuid, message, createdAt });
    });
    return toMessage({ uuid, message, createdAt }, sender);
  }
}

function toMessage(
  row: { uuid: string; message: string; createdAt: Date },
  sender: { handle: string; displayName: string },
): Message {
  return {
    uuid: row.uuid,
    display_name: sender.displayName,
    handle: sender.handle,
    message: row.message,
    created_at: formatTimestamp(row.createdAt),
  };
}

function uuidOf(handle: string): SQL {
  return sql`(select ${users.uuid} from ${users} where lower(${users.handle}) = ${handle})`;
}
