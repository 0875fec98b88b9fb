import { Injectable } from '@nestjs/common';
import {
  InvalidInputException,
  isBlank,
  parseHandle,
  type Page,
  type PageRequest,
} from '../http/index.js';
import { Span } from '../observability/index.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import type { Activity } from './activity.schema.js';
import { RepliesRepository } from './replies.repository.js';

/** One user's live activities, newest first. */
@Injectable()
export class UserActivities {
  constructor(
    private readonly feeds: ActivityFeedsRepository,
    private readonly replies: RepliesRepository,
  ) {}

  /**
   * @param userHandle in any case; a handle nobody has, or could have, has no activities
   * @throws InvalidInputException `blank_user_handle`
   */
  @Span()
  async run(userHandle: string, page: PageRequest): Promise<Page<Activity[]>> {
    if (isBlank(userHandle))
      throw new InvalidInputException(['blank_user_handle']);
    const handle = parseHandle(userHandle);
    if (handle === undefined) return { body: [], next: undefined };
    const now = new Date();
    const { rows, next } = await this.feeds.ofUser(handle, now, page);
    return { body: await this.replies.attach(rows, now), next };
  }
}
