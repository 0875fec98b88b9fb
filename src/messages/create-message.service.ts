import { Injectable } from '@nestjs/common';
import { UsersRepository, type User } from '../database/index.js';
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
import type { CreateMessageInput } from './create-message.schema.js';
import type { Message } from './message.schema.js';
import { MessagesRepository } from './messages.repository.js';

/** Sends a private message. */
@Injectable()
export class CreateMessage {
  private readonly sent: Counter;

  constructor(
    private readonly users: UsersRepository,
    private readonly messages: MessagesRepository,
    metrics: MetricService,
  ) {
    this.sent = metrics.getCounter('cruddur.message.sent', {
      unit: '{message}',
      description: 'Private messages that were sent.',
    });
  }

  /**
   * @throws InvalidInputException `user_handle_blank`; `user_reciever_handle_blank` also for a receiver who does not
   * exist: it is the only code the API has for one, and clients know it
   */
  @Span()
  async run(
    actingUser: ActingUserIdentity,
    input: CreateMessageInput,
  ): Promise<Message> {
    if (parseHandle(actingUser.handle) === undefined)
      throw new InvalidInputException(['user_handle_blank']);
    const sender = await this.users.ensure(
      actingUser.handle,
      actingUser.displayName,
    );
    identifyUser({ id: sender.uuid, name: sender.handle });
    const receiver = await this.receiver(sender, input.user_receiver_handle);
    const message = await this.messages.insert(
      sender,
      receiver,
      input.message,
      new Date(),
    );
    this.sent.add(1);
    return message;
  }

  private async receiver(sender: User, text: string): Promise<User> {
    const handle = parseHandle(text);
    if (handle === sender.handle.toLowerCase()) return sender;
    const user =
      handle === undefined ? undefined : await this.users.find(handle);
    if (user === undefined)
      throw new InvalidInputException(['user_reciever_handle_blank']);
    return user;
  }
}
