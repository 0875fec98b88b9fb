import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, eq, gt, sql } from 'drizzle-orm';
import {
  activities,
  Database,
  notifications,
  users,
  type Orm,
  type User,
} from '../database/index.js';
import { activityColumns, type ActivityRow } from './activity-row.js';
import { mentionsIn } from './mentions.js';

/** What a new post or reply is made of. */
export interface NewActivity {
  readonly author: User;
  readonly message: string;
  readonly createdAt: Date;
}

/** Finds one activity and writes new ones, with what each of them changes elsewhere in the same transaction. */
@Injectable()
export class ActivitiesRepository {
  constructor(private readonly database: Database) {}

  /** A live activity, or undefined when it is unknown or has expired. */
  async find(uuid: string, now: Date): Promise<ActivityRow | undefined> {
    const [row] = await this.database.run((orm) =>
      orm
        .select(activityColumns)
        .from(activities)
        .innerJoin(users, eq(users.uuid, activities.userUuid))
        .where(and(eq(activities.uuid, uuid), gt(activities.expiresAt, now))),
    );
    return row;
  }

  /** Writes a post, and a notification for everyone it mentions. */
  async insertPost(post: NewActivity, expiresAt: Date): Promise<ActivityRow> {
    return this.database.transaction((orm) =>
      insertActivity(orm, post, null, expiresAt, mentionsIn(post.message)),
    );
  }

  /**
   * Writes a reply, counts it at its parent, and notifies the parent's author and everyone it mentions. A reply expires
   * with its parent.
   * @returns undefined when the parent is unknown or has expired
   */
  async insertReply(
    reply: NewActivity,
    parentUuid: string,
  ): Promise<ActivityRow | undefined> {
    return this.database.transaction(async (orm) => {
      const [parent] = await orm
        .update(activities)
        .set({ repliesCount: sql`${activities.repliesCount} + 1` })
        .from(users)
        .where(
          and(
            eq(activities.uuid, parentUuid),
            gt(activities.expiresAt, reply.createdAt),
            eq(users.uuid, activities.userUuid),
          ),
        )
        .returning({
          expiresAt: activities.expiresAt,
          authorHandle: users.handle,
        });
      if (parent === undefined) return undefined;
      return insertActivity(orm, reply, parentUuid, parent.expiresAt, [
        parent.authorHandle.toLowerCase(),
        ...mentionsIn(reply.message),
      ]);
    });
  }
}

async function insertActivity(
  orm: Orm,
  activity: NewActivity,
  replyToActivityUuid: string | null,
  expiresAt: Date,
  recipients: readonly string[],
): Promise<ActivityRow> {
  const { author, message, createdAt } = activity;
  const [row] = await orm
    .insert(activities)
    .values({
      uuid: randomUUID(),
      userUuid: author.uuid,
      replyToActivityUuid,
      message,
      createdAt,
      expiresAt,
    })
    .returning();
  if (row === undefined) throw new Error('an activity was not returned');
  if (recipients.length > 0)
    await orm.insert(notifications).values(
      [...new Set(recipients)].map((recipientHandle) => ({
        recipientHandle,
        activityUuid: row.uuid,
        activitySeq: row.seq,
        createdAt,
      })),
    );
  return { ...row, handle: author.handle, displayName: author.displayName };
}
