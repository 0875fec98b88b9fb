import { Injectable, NotFoundException } from '@nestjs/common';
import { Span } from '../observability/index.js';
import { ActivitiesRepository } from './activities.repository.js';
import type { Activity } from './activity.schema.js';
import { RepliesRepository } from './replies.repository.js';

/** One activity with its replies. A reply has a uuid of its own and can be shown like any activity. */
@Injectable()
export class ShowActivity {
  constructor(
    private readonly activities: ActivitiesRepository,
    private readonly replies: RepliesRepository,
  ) {}

  /**
   * @param uuid null when the request named none
   * @throws NotFoundException when there is no such activity, or it has expired
   */
  @Span()
  async run(uuid: string | null): Promise<Activity> {
    const now = new Date();
    const row =
      uuid === null ? undefined : await this.activities.find(uuid, now);
    const [activity] =
      row === undefined ? [] : await this.replies.attach([row], now);
    if (activity === undefined)
      throw new NotFoundException('There is no such activity.');
    return activity;
  }
}
