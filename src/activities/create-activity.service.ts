import { Injectable } from '@nestjs/common';
import { UsersRepository } from '../database/index.js';
import {
  InvalidInputException,
  parseHandle,
  type ActingUserIdentity,
} from '../http/index.js';
import {
  annotate,
  type Counter,
  identifyUser,
  MetricService,
  Span,
} from '../observability/index.js';
import { ActivitiesRepository } from './activities.repository.js';
import { toActivity } from './activity-row.js';
import type { Activity } from './activity.schema.js';
import type { CreateActivityInput } from './create-activity.schema.js';
import { TTL_MS } from './ttl.js';

/** Posts an activity. */
@Injectable()
export class CreateActivity {
  private readonly created: Counter;

  constructor(
    private readonly users: UsersRepository,
    private readonly activities: ActivitiesRepository,
    metrics: MetricService,
  ) {
    this.created = metrics.getCounter('cruddur.activity.created', {
      unit: '{activity}',
      description: 'Activities that were posted, by how long they live.',
    });
  }

  /** @throws InvalidInputException `user_handle_blank` when the acting user's handle is blank or can't be one */
  @Span()
  async run(
    actingUser: ActingUserIdentity,
    input: CreateActivityInput,
  ): Promise<Activity> {
    if (parseHandle(actingUser.handle) === undefined)
      throw new InvalidInputException(['user_handle_blank']);
    annotate({ 'app.ttl': input.ttl });
    const author = await this.users.ensure(
      actingUser.handle,
      actingUser.displayName,
    );
    identifyUser({ id: author.uuid, name: author.handle });
    const createdAt = new Date();
    const row = await this.activities.insertPost(
      { author, message: input.message, createdAt },
      new Date(createdAt.getTime() + TTL_MS[input.ttl]),
    );
    this.created.add(1, { 'cruddur.activity.ttl': input.ttl });
    annotate({ 'app.activity_uuid': row.uuid });
    return toActivity(row, []);
  }
}
