import { Injectable, NotFoundException } from '@nestjs/common';
import { UsersRepository } from '../database/index.js';
import {
  InvalidInputException,
  parseHandle,
  type ActingUserIdentity,
} from '../http/index.js';
import {
  type Counter,
  identifyUser,
  MetricService,
  Span,
} from '../observability/index.js';
import { ActivitiesRepository } from './activities.repository.js';
import { toReply } from './activity-row.js';
import type { Reply } from './activity.schema.js';
import type { CreateReplyInput } from './create-reply.schema.js';

/** Replies to an activity, or to a reply. */
@Injectable()
export class CreateReply {
  private readonly created: Counter;

  constructor(
    private readonly users: UsersRepository,
    private readonly activities: ActivitiesRepository,
    metrics: MetricService,
  ) {
    this.created = metrics.getCounter('cruddur.reply.created', {
      unit: '{reply}',
      description: 'Replies that were posted.',
    });
  }

  /**
   * @param activityUuid null when the request named none
   * @throws InvalidInputException `activity_uuid_blank`, `user_handle_blank`
   * @throws NotFoundException when there is no such activity, or it has expired
   */
  @Span()
  async run(
    actingUser: ActingUserIdentity,
    activityUuid: string | null,
    input: CreateReplyInput,
  ): Promise<Reply> {
    if (activityUuid === null)
      throw new InvalidInputException(['activity_uuid_blank']);
    if (parseHandle(actingUser.handle) === undefined)
      throw new InvalidInputException(['user_handle_blank']);
    const author = await this.users.ensure(
      actingUser.handle,
      actingUser.displayName,
    );
    identifyUser({ id: author.uuid, name: author.handle });
    const row = await this.activities.insertReply(
      { author, message: input.message, createdAt: new Date() },
      activityUuid,
    );
    if (row === undefined)
      throw new NotFoundException('There is no such activity.');
    this.created.add(1);
    return toReply(row, activityUuid);
  }
}
