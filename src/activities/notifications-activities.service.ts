import { Injectable } from '@nestjs/common';
import { parseHandle, type Page, type PageRequest } from '../http/index.js';
import { NoTrace, Span, XRayRecorder } from '../observability/index.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import type { Activity } from './activity.schema.js';
import { RepliesRepository } from './replies.repository.js';

/** Replies to, and mentions of, a user, newest first; their own are among them. */
@Injectable()
export class NotificationsActivities {
  constructor(
    private readonly feeds: ActivityFeedsRepository,
    private readonly replies: RepliesRepository,
    private readonly xray: XRayRecorder,
  ) {}

  /** The subsegment's name and metadata are those of the original. */
  @Span()
  async run(userHandle: string, page: PageRequest): Promise<Page<Activity[]>> {
    return this.xray.captureAsync(
      'notification_activities',
      async (subsegment) => {
        const now = new Date();
        const result = await this.read(userHandle, now, page);
        subsegment.addMetadata('now', now.toISOString(), 'notifications');
        subsegment.addMetadata(
          'result_size',
          result.body.length,
          'notifications',
        );
        return result;
      },
    );
  }

  @NoTrace()
  private async read(
    userHandle: string,
    now: Date,
    page: PageRequest,
  ): Promise<Page<Activity[]>> {
    const handle = parseHandle(userHandle);
    if (handle === undefined) return { body: [], next: undefined };
    const { rows, next } = await this.feeds.notifying(handle, now, page);
    return { body: await this.replies.attach(rows, now), next };
  }
}
