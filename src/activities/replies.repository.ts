import { Injectable } from '@nestjs/common';
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { activities, Database, users } from '../database/index.js';
import { NoTrace } from '../observability/index.js';
import type { Activity, Reply } from './activity.schema.js';
import {
  activityColumns,
  toActivity,
  toReply,
  type ActivityRow,
} from './activity-row.js';

/** How many replies an activity is shown with: the newest ones. `replies_count` tells how many there are. */
const REPLIES_MAX = 100;

const parents = alias(activities, 'parents');

/** Puts replies to activities, with one statement however many activities there are. */
@Injectable()
export class RepliesRepository {
  constructor(private readonly database: Database) {}

  /** The activities in the form of the API, each with its newest replies, oldest first. */
  async attach(rows: readonly ActivityRow[], now: Date): Promise<Activity[]> {
    const answered = rows.filter((row) => row.repliesCount > 0);
    const replies =
      answered.length === 0
        ? new Map<string, Reply[]>()
        : await this.repliesTo(
            answered.map((row) => row.uuid),
            now,
          );
    return rows.map((row) => toActivity(row, replies.get(row.uuid) ?? []));
  }

  /** Index `activities_replies`, read once for each activity inside the one statement. */
  @NoTrace()
  private async repliesTo(
    uuids: string[],
    now: Date,
  ): Promise<Map<string, Reply[]>> {
    const rows = await this.database.run((orm) => {
      const newest = orm
        .select({
          ...activityColumns,
          parentUuid: activities.replyToActivityUuid,
        })
        .from(activities)
        .innerJoin(users, eq(users.uuid, activities.userUuid))
        .where(
          and(
            eq(activities.replyToActivityUuid, parents.uuid),
            gt(activities.expiresAt, now),
          ),
        )
        .orderBy(desc(activities.createdAt), desc(activities.seq))
        .limit(REPLIES_MAX)
        .as('newest');
      return orm
        .select({
          parentUuid: parents.uuid,
          uuid: newest.uuid,
          seq: newest.seq,
          displayName: newest.displayName,
          handle: newest.handle,
          message: newest.message,
          repliesCount: newest.repliesCount,
          repostsCount: newest.repostsCount,
          likesCount: newest.likesCount,
          createdAt: newest.createdAt,
          expiresAt: newest.expiresAt,
        })
        .from(parents)
        .innerJoinLateral(newest, sql`true`)
        .where(inArray(parents.uuid, uuids))
        .orderBy(newest.createdAt, newest.seq);
    });
    const byParent = new Map<string, Reply[]>();
    for (const row of rows) {
      const replies = byParent.get(row.parentUuid) ?? [];
      replies.push(toReply(row, row.parentUuid));
      byParent.set(row.parentUuid, replies);
    }
    return byParent;
  }
}
