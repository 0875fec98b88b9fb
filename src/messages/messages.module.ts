import { Module } from '@nestjs/common';
import { HttpModule } from '../http/index.js';
import { CreateMessage } from './create-message.service.js';
import { MessageGroups } from './message-groups.service.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './messages.repository.js';
import { Messages } from './messages.service.js';

/** Private messages. */
@Module({
  imports: [HttpModule],
  controllers: [MessagesController],
  providers: [MessageGroups, Messages, CreateMessage, MessagesRepository],
})
export class MessagesModule {}
