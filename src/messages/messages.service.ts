import { Injectable } from '@nestjs/common';
import { parseHandle, type Page, type PageRequest } from '../http/index.js';
import { Span } from '../observability/index.js';
import type { Message } from './message.schema.js';
import { MessagesRepository } from './messages.repository.js';

/**
 * The messages between two people, oldest first. A page holds the newest of them; the next page holds older ones.
 * A handle that nobody has, or could have, shares no messages with anyone.
 */
@Injectable()
export class Messages {
  constructor(private readonly messages: MessagesRepository) {}

  @Span()
  async run(
    userHandle: string,
    otherUserHandle: string,
    page: PageRequest,
  ): Promise<Page<Message[]>> {
    const handle = parseHandle(userHandle);
    const other = parseHandle(otherUserHandle);
    if (handle === undefined || other === undefined)
      return { body: [], next: undefined };
    const { rows, next } = await this.messages.between(handle, other, page);
    return { body: rows.toReversed(), next };
  }
}
