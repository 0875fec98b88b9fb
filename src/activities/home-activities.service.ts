import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../http/index.js';
import { annotateSpan, Span } from '../observability/index.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import type { Activity } from './activity.schema.js';
import { RepliesRepository } from './replies.repository.js';

/** Everybody's live activities with their replies, newest first. */
@Injectable()
export class HomeActivities {
  constructor(
    private readonly feeds: ActivityFeedsRepository,
    private readonly replies: RepliesRepository,
  ) {}

  /** The span's name and attributes are those of the original, which existing boards and queries ask for. */
  @Span('home-activities-mock-data')
  async run(page: PageRequest): Promise<Page<Activity[]>> {
    const now = new Date();
    const { rows, next } = await this.feeds.home(now, page);
    const body = await this.replies.attach(rows, now);
    annotateSpan({
      'app.now': now.toISOString(),
      'app.result_length': body.length,
    });
    return { body, next };
  }
}
