import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { UsersRepository, type User } from '../database/index.js';
import { NoTrace, untraced } from '../observability/index.js';
import { parseHandle } from './handle.js';

/** Users that are remembered. */
const MAX_USERS = 10_000;
/** How long one is remembered, in milliseconds. */
const REMEMBERED_MS = 10 * 60 * 1000;
/** Time without a question after one that failed, in milliseconds: a store that is away is not waited for twice a request. */
const PAUSE_MS = 5_000;

/**
 * Who a handle stands for, for those who only want to tell: a user that was found is remembered, so that a request costs
 * no query for it, and the query that finds them is no part of the request's trace. Never rejects.
 */
@NoTrace()
@Injectable()
export class KnownUsers {
  private readonly users = new LRUCache<string, User>({
    max: MAX_USERS,
    ttl: REMEMBERED_MS,
  });
  private pausedUntil = 0;

  constructor(private readonly repository: UsersRepository) {}

  /** The user if they are remembered. */
  remembered(handle: string): User | undefined {
    return this.users.get(handle);
  }

  /** The user; undefined for nobody, and when the store can't be asked. */
  async find(handle: string): Promise<User | undefined> {
    const parsed = parseHandle(handle);
    if (parsed === undefined || Date.now() < this.pausedUntil) return undefined;
    try {
      const user = await untraced(() => this.repository.find(parsed));
      if (user !== undefined) this.users.set(handle, user);
      return user;
    } catch {
      // The use case asks the same store, and tells what is wrong with it.
      this.pausedUntil = Date.now() + PAUSE_MS;
      return undefined;
    }
  }
}
