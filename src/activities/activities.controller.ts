import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ActingUser,
  actingUserCheck,
  activityUuidCheck,
  AlsoCheck,
  IdentifyUserInterceptor,
  PageInterceptor,
  pageSchema,
  pathHandleCheck,
  type ActingUserIdentity,
  type Page,
  type PageRequest,
} from '../http/index.js';
import {
  AnswersJson,
  AnswersPage,
  AnswersProblem,
  ReadsJson,
  RejectsInput,
} from '../openapi/index.js';
import { activityUuidSchema } from './activity-uuid.schema.js';
import {
  activitySchema,
  replySchema,
  type Activity,
  type Reply,
} from './activity.schema.js';
import {
  createActivitySchema,
  type CreateActivityInput,
} from './create-activity.schema.js';
import { CreateActivity } from './create-activity.service.js';
import {
  createReplySchema,
  type CreateReplyInput,
} from './create-reply.schema.js';
import { CreateReply } from './create-reply.service.js';
import { HomeActivities } from './home-activities.service.js';
import { NotificationsActivities } from './notifications-activities.service.js';
import { SearchActivities } from './search-activities.service.js';
import { searchSchema, type SearchQuery } from './search.schema.js';
import { ShowActivity } from './show-activity.service.js';
import { UserActivities } from './user-activities.service.js';

const feed = z.array(activitySchema);

/** HTTP to use cases, nothing more. */
@ApiTags('activities')
@UseInterceptors(IdentifyUserInterceptor)
@Controller('api/activities')
export class ActivitiesController {
  constructor(
    private readonly homeActivities: HomeActivities,
    private readonly notificationsActivities: NotificationsActivities,
    private readonly userActivities: UserActivities,
    private readonly searchActivities: SearchActivities,
    private readonly showActivity: ShowActivity,
    private readonly createActivity: CreateActivity,
    private readonly createReply: CreateReply,
  ) {}

  @Get('home')
  @ApiOperation({ summary: 'Everybody’s activities, newest first' })
  @AnswersPage(feed)
  @RejectsInput('limit_invalid', 'before_invalid')
  @UseInterceptors(PageInterceptor)
  home(
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Activity[]>> {
    return this.homeActivities.run(page);
  }

  @Get('notifications')
  @ApiOperation({ summary: 'Replies to, and mentions of, the acting user' })
  @AnswersPage(feed)
  @RejectsInput('limit_invalid', 'before_invalid')
  @UseInterceptors(PageInterceptor)
  notifications(
    @ActingUser() actingUser: ActingUserIdentity,
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Activity[]>> {
    return this.notificationsActivities.run(actingUser.handle, page);
  }

  @Get('search')
  @ApiOperation({ summary: 'Activities whose message, handle or name matches' })
  @AnswersPage(feed)
  @RejectsInput('search_term_blank', 'limit_invalid', 'before_invalid')
  @UseInterceptors(PageInterceptor)
  search(
    @Query({ schema: searchSchema }) query: SearchQuery,
  ): Promise<Page<Activity[]>> {
    return this.searchActivities.run(query);
  }

  @Get('@:handle')
  @ApiOperation({ summary: 'One user’s activities, newest first' })
  @AnswersPage(feed)
  @RejectsInput('blank_user_handle', 'limit_invalid', 'before_invalid')
  @AlsoCheck(pathHandleCheck)
  @UseInterceptors(PageInterceptor)
  ofUser(
    @Param('handle') handle: string,
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Activity[]>> {
    return this.userActivities.run(handle, page);
  }

  /** The router takes no empty parameter, so `@` alone is a path of its own. */
  @Get('@')
  @ApiExcludeEndpoint()
  @UseInterceptors(PageInterceptor)
  @AlsoCheck(pathHandleCheck)
  ofNobody(
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Activity[]>> {
    return this.userActivities.run('', page);
  }

  @Get(':uuid')
  @ApiOperation({ summary: 'One activity with its replies' })
  @AnswersJson(activitySchema)
  @AnswersProblem(404, 'Unknown, expired, or not a uuid')
  show(
    @Param('uuid', { schema: activityUuidSchema }) uuid: string | null,
  ): Promise<Activity> {
    return this.showActivity.run(uuid);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Post an activity' })
  @AnswersJson(activitySchema)
  @ReadsJson()
  @RejectsInput(
    'message_blank',
    'message_exceed_max_chars',
    'ttl_blank',
    'user_handle_blank',
  )
  @AlsoCheck(actingUserCheck)
  create(
    @ActingUser() actingUser: ActingUserIdentity,
    @Body({ schema: createActivitySchema }) input: CreateActivityInput,
  ): Promise<Activity> {
    return this.createActivity.run(actingUser, input);
  }

  @Post(':uuid/reply')
  @HttpCode(200)
  @ApiOperation({ summary: 'Reply to an activity' })
  @AnswersJson(replySchema)
  @ReadsJson()
  @AnswersProblem(404, 'The activity is unknown or has expired')
  @RejectsInput(
    'message_blank',
    'message_exceed_max_chars',
    'user_handle_blank',
    'activity_uuid_blank',
  )
  @AlsoCheck(actingUserCheck)
  @AlsoCheck(activityUuidCheck)
  reply(
    @ActingUser() actingUser: ActingUserIdentity,
    @Param('uuid', { schema: activityUuidSchema }) uuid: string | null,
    @Body({ schema: createReplySchema }) input: CreateReplyInput,
  ): Promise<Reply> {
    return this.createReply.run(actingUser, uuid, input);
  }
}
