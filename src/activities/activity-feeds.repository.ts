import { Injectable } from '@nestjs/common';
import { and, desc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm';
import {
  activities,
  Database,
  notifications,
  olderThan,
  users,
} from '../database/index.js';
import { cutPage, type PageRequest } from '../http/index.js';
import { NoTrace } from '../observability/index.js';
import { activityColumns, type ActivityRow } from './activity-row.js';
import { TTL_MAX_MS } from './ttl.js';

/** A page of a feed's rows, newest first, and the cursor of the next. */
export interface FeedRows {
  readonly rows: readonly ActivityRow[];
  readonly next: string | undefined;
}

/**
 * Reads feeds: live posts, newest first. Each is one statement on one index range; entries that expired early are
 * skipped on the way, and none is older than the longest life.
 */
@Injectable()
export class ActivityFeedsRepository {
  constructor(private readonly database: Database) {}

  /** Everybody's posts. Index `activities_home`. */
  home(now: Date, page: PageRequest): Promise<FeedRows> {
    return this.posts(now, page, undefined);
  }

  /** One user's posts. Index `activities_of_user`. */
  ofUser(handle: string, now: Date, page: PageRequest): Promise<FeedRows> {
    const author = sql`${activities.userUuid} = (select ${users.uuid} from ${users} where lower(${users.handle}) = ${handle})`;
    return this.posts(now, page, author);
  }

  /**
   * Posts whose message, author's handle or author's name contains the term. The newest hits of either kind are found
   * apart, because each has an index (`activities_search`, `users_search`), and the two of them together have none. A
   * term shorter than three characters has no trigram, and reads the live posts from the newest on.
   */
  matching(term: string, now: Date, page: PageRequest): Promise<FeedRows> {
    const pattern = `%${term.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const authors = sql`select ${users.uuid} from ${users} where ${users.handle} ilike ${pattern} or ${users.displayName} ilike ${pattern}`;
    const newest = (which: SQL): SQL =>
      sql`(select ${activities.uuid} from ${activities} where ${and(livePosts(now, page), which)} order by ${activities.createdAt} desc, ${activities.seq} desc limit ${page.limit + 1})`;
    const byMessage = newest(sql`${activities.message} ilike ${pattern}`);
    const byAuthor = newest(
      sql`${activities.userUuid} = any(array(${authors}))`,
    );
    return this.posts(
      now,
      page,
      sql`${activities.uuid} in (${byMessage} union all ${byAuthor})`,
    );
  }

  /** Replies to a user's posts and mentions of them. Index `notifications_of_recipient`. */
  async notifying(
    handle: string,
    now: Date,
    page: PageRequest,
  ): Promise<FeedRows> {
    const place = {
      createdAt: notifications.createdAt,
      seq: notifications.activitySeq,
    };
    const rows = await this.database.run((orm) =>
      orm
        .select(activityColumns)
        .from(notifications)
        .innerJoin(activities, eq(activities.uuid, notifications.activityUuid))
        .innerJoin(users, eq(users.uuid, activities.userUuid))
        .where(
          and(
            eq(notifications.recipientHandle, handle),
            gt(notifications.createdAt, oldestAlive(now)),
            gt(activities.expiresAt, now),
            olderThan(place, page.before),
          ),
        )
        .orderBy(desc(place.createdAt), desc(place.seq))
        .limit(page.limit + 1),
    );
    return cutPage(rows, page);
  }

  @NoTrace()
  private async posts(
    now: Date,
    page: PageRequest,
    which: SQL | undefined,
  ): Promise<FeedRows> {
    const rows = await this.database.run((orm) =>
      orm
        .select(activityColumns)
        .from(activities)
        .innerJoin(users, eq(users.uuid, activities.userUuid))
        .where(and(livePosts(now, page), which))
        .orderBy(desc(activities.createdAt), desc(activities.seq))
        .limit(page.limit + 1),
    );
    return cutPage(rows, page);
  }
}

/** Posts, not replies, that are alive and in the part of the feed that is asked for. */
function livePosts(now: Date, page: PageRequest): SQL | undefined {
  return and(
    isNull(activities.replyToActivityUuid),
    gt(activities.createdAt, oldestAlive(now)),
    gt(activities.expiresAt, now),
    olderThan(activities, page.before),
  );
}

function oldestAlive(now: Date): Date {
  return new Date(now.getTime() - TTL_MAX_MS);
}
