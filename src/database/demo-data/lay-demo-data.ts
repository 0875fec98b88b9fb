import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { activities, messages, notifications, users } from '../schema.js';
import type { Orm } from '../store.js';
import { upsertMessageGroup } from '../upsert-message-group.js';
import {
  demoActivities,
  demoMessages,
  demoUsers,
  type DemoReply,
} from './demo-content.js';

interface Parent {
  readonly uuid: string | null;
  readonly expiresAt: Date;
  readonly repliesCount: number;
  readonly likes: number;
}

/**
 * Lays the demo data into a database that has neither users nor activities; does nothing otherwise.
 * @param now what the ages of the demo data count back from
 */
export async function layDemoData(orm: Orm, now: Date): Promise<void> {
  const taken = await orm
    .select({ one: sql<number>`1` })
    .from(users)
    .limit(1);
  if (taken.length > 0) return;
  const userUuids = await layUsers(orm, now);
  for (const post of demoActivities.toSorted(oldestFirst)) {
    const expiresAt = minutesFrom(now, post.lifeMinutes - post.ageMinutes);
    const uuid = await layActivity(orm, now, userUuids, post, {
      uuid: null,
      expiresAt,
      repliesCount: post.replies.length,
      likes: post.likes,
    });
    for (const reply of post.replies.toSorted(oldestFirst))
      await layActivity(orm, now, userUuids, reply, {
        uuid,
        expiresAt,
        repliesCount: 0,
        likes: 0,
      });
  }
  await layMessages(orm, now, userUuids);
}

async function layUsers(orm: Orm, now: Date): Promise<Map<string, string>> {
  const uuids = new Map(demoUsers.map((user) => [user.handle, randomUUID()]));
  await orm.insert(users).values(
    demoUsers.map((user) => ({
      ...user,
      uuid: uuidOf(uuids, user.handle),
      createdAt: now,
    })),
  );
  return uuids;
}

async function layActivity(
  orm: Orm,
  now: Date,
  userUuids: Map<string, string>,
  post: DemoReply,
  place: Parent,
): Promise<string> {
  const uuid = randomUUID();
  const createdAt = minutesFrom(now, -post.ageMinutes);
  const [row] = await orm
    .insert(activities)
    .values({
      uuid,
      userUuid: uuidOf(userUuids, post.handle),
      replyToActivityUuid: place.uuid,
      message: post.message,
      repliesCount: place.repliesCount,
      likesCount: place.likes,
      createdAt,
      expiresAt: place.expiresAt,
    })
    .returning({ seq: activities.seq });
  if (row !== undefined && post.notifies.length > 0)
    await orm.insert(notifications).values(
      post.notifies.map((recipientHandle) => ({
        recipientHandle,
        activityUuid: uuid,
        activitySeq: row.seq,
        createdAt,
      })),
    );
  return uuid;
}

async function layMessages(
  orm: Orm,
  now: Date,
  userUuids: Map<string, string>,
): Promise<void> {
  for (const demo of demoMessages.toSorted(oldestFirst)) {
    const from = uuidOf(userUuids, demo.from);
    const createdAt = minutesFrom(now, -demo.ageMinutes);
    const groupUuid = await upsertMessageGroup(orm, {
      userUuid: from,
      otherUserUuid: uuidOf(userUuids, demo.to),
      createdAt,
    });
    await orm.insert(messages).values({
      uuid: randomUUID(),
      groupUuid,
      userUuid: from,
      message: demo.message,
      createdAt,
    });
  }
}

function oldestFirst(
  a: { ageMinutes: number },
  b: { ageMinutes: number },
): number {
  return b.ageMinutes - a.ageMinutes;
}

function minutesFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

function uuidOf(uuids: Map<string, string>, handle: string): string {
  const uuid = uuids.get(handle);
  if (uuid === undefined) throw new Error(`no demo user ${handle}`);
  return uuid;
}
