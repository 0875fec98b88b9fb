import { Injectable } from '@nestjs/common';
import { parseHandle, type Page, type PageRequest } from '../http/index.js';
import { Span } from '../observability/index.js';
import type { MessageGroup } from './message.schema.js';
import { MessagesRepository } from './messages.repository.js';

/** A user's conversations, the one with the newest message first. */
@Injectable()
export class MessageGroups {
  constructor(private readonly messages: MessagesRepository) {}

  @Span()
  async run(
    userHandle: string,
    page: PageRequest,
  ): Promise<Page<MessageGroup[]>> {
    const handle = parseHandle(userHandle);
    if (handle === undefined) return { body: [], next: undefined };
    const { rows, next } = await this.messages.groupsOf(handle, page);
    return { body: rows, next };
  }
}
