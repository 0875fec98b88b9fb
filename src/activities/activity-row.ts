import { activities, users } from '../database/index.js';
import { formatTimestamp } from '../http/index.js';
import type { Activity, Reply } from './activity.schema.js';

/** The columns every feed reads. */
export const activityColumns = {
  uuid: activities.uuid,
  seq: activities.seq,
  displayName: users.displayName,
  handle: users.handle,
  message: activities.message,
  repliesCount: activities.repliesCount,
  repostsCount: activities.repostsCount,
  likesCount: activities.likesCount,
  createdAt: activities.createdAt,
  expiresAt: activities.expiresAt,
};

/** An activity or reply with its author, as the store gives it. */
export interface ActivityRow {
  readonly uuid: string;
  readonly seq: number;
  readonly displayName: string;
  readonly handle: string;
  readonly message: string;
  readonly repliesCount: number;
  readonly repostsCount: number;
  readonly likesCount: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** An activity in the form of the API. */
export function toActivity(
  row: ActivityRow,
  replies: readonly Reply[],
): Activity {
  return {
    uuid: row.uuid,
    display_name: row.displayName,
    handle: row.handle,
    message: row.message,
    replies_count: row.repliesCount,
    reposts_count: row.repostsCount,
    likes_count: row.likesCount,
    created_at: formatTimestamp(row.createdAt),
    expires_at: formatTimestamp(row.expiresAt),
    replies: [...replies],
  };
}

/** A reply in the form of the API. */
export function toReply(row: ActivityRow, activityUuid: string): Reply {
  return {
    uuid: row.uuid,
    reply_to_activity_uuid: activityUuid,
    display_name: row.displayName,
    handle: row.handle,
    message: row.message,
    likes_count: row.likesCount,
    replies_count: row.repliesCount,
    reposts_count: row.repostsCount,
    created_at: formatTimestamp(row.createdAt),
  };
}
