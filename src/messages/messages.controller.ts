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
  AlsoCheck,
  IdentifyUserInterceptor,
  PageInterceptor,
  pageSchema,
  type ActingUserIdentity,
  type Page,
  type PageRequest,
} from '../http/index.js';
import {
  AnswersJson,
  AnswersPage,
  ReadsJson,
  RejectsInput,
} from '../openapi/index.js';
import {
  createMessageSchema,
  type CreateMessageInput,
} from './create-message.schema.js';
import { CreateMessage } from './create-message.service.js';
import { MessageGroups } from './message-groups.service.js';
import {
  messageGroupSchema,
  privateMessageSchema,
  type Message,
  type MessageGroup,
} from './message.schema.js';
import { Messages } from './messages.service.js';

/** HTTP to use cases, nothing more. */
@ApiTags('messages')
@UseInterceptors(IdentifyUserInterceptor)
@Controller('api')
export class MessagesController {
  constructor(
    private readonly messageGroups: MessageGroups,
    private readonly messages: Messages,
    private readonly createMessage: CreateMessage,
  ) {}

  @Get('message_groups')
  @ApiOperation({ summary: 'The acting user’s conversations, newest first' })
  @AnswersPage(z.array(messageGroupSchema))
  @RejectsInput('limit_invalid', 'before_invalid')
  @UseInterceptors(PageInterceptor)
  groups(
    @ActingUser() actingUser: ActingUserIdentity,
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<MessageGroup[]>> {
    return this.messageGroups.run(actingUser.handle, page);
  }

  @Get('messages/@:handle')
  @ApiOperation({
    summary:
      'Messages between the acting user and another, oldest first; a Link leads to older ones',
  })
  @AnswersPage(z.array(privateMessageSchema))
  @RejectsInput('limit_invalid', 'before_invalid')
  @UseInterceptors(PageInterceptor)
  between(
    @ActingUser() actingUser: ActingUserIdentity,
    @Param('handle') handle: string,
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Message[]>> {
    return this.messages.run(actingUser.handle, handle, page);
  }

  /** The router takes no empty parameter, so `@` alone is a path of its own. */
  @Get('messages/@')
  @ApiExcludeEndpoint()
  @UseInterceptors(PageInterceptor)
  withNobody(
    @ActingUser() actingUser: ActingUserIdentity,
    @Query({ schema: pageSchema }) page: PageRequest,
  ): Promise<Page<Message[]>> {
    return this.messages.run(actingUser.handle, '', page);
  }

  @Post('messages')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a private message' })
  @AnswersJson(privateMessageSchema)
  @ReadsJson()
  @RejectsInput(
    'message_blank',
    'message_exceed_max_chars',
    'user_handle_blank',
    'user_reciever_handle_blank',
  )
  @AlsoCheck(actingUserCheck)
  create(
    @ActingUser() actingUser: ActingUserIdentity,
    @Body({ schema: createMessageSchema }) input: CreateMessageInput,
  ): Promise<Message> {
    return this.createMessage.run(actingUser, input);
  }
}
