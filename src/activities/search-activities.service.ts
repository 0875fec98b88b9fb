import { Injectable } from '@nestjs/common';
import type { Page } from '../http/index.js';
import { OtelMethodCounter, Span } from '../observability/index.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import type { Activity } from './activity.schema.js';
import { RepliesRepository } from './replies.repository.js';
import type { SearchQuery } from './search.schema.js';

/** Live activities that contain a term in their message, handle or name, in any case, newest first. */
@Injectable()
export class SearchActivities {
  constructor(
    private readonly feeds: ActivityFeedsRepository,
    private readonly replies: RepliesRepository,
  ) {}

  @Span()
  @OtelMethodCounter({
    name: 'cruddur.activity.searches',
    unit: '{search}',
    description: 'Searches that were made, failed ones too.',
  })
  async run(query: SearchQuery): Promise<Page<Activity[]>> {
    const now = new Date();
    const { rows, next } = await this.feeds.matching(query.term, now, query);
    return { body: await this.replies.attach(rows, now), next };
  }
}
