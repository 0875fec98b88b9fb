import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from './database.js';
import { users } from './schema.js';

/** A user as posts and messages show one. */
export interface User {
  readonly uuid: string;
  readonly handle: string;
  readonly displayName: string;
}

const columns = {
  uuid: users.uuid,
  handle: users.handle,
  displayName: users.displayName,
};

/** Finds and makes users. A handle is the same in any case. */
@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /** The user with that handle, or undefined. */
  async find(handle: string): Promise<User | undefined> {
    const [user] = await this.database.run((orm) =>
      orm
        .select(columns)
        .from(users)
        .where(sql`lower(${users.handle}) = ${handle.toLowerCase()}`),
    );
    return user;
  }

  /** The user with that handle, made on the spot when the store does not know them yet. */
  async ensure(handle: string, displayName: string): Promise<User> {
    const known = await this.find(handle);
    if (known !== undefined) return known;
    await this.database.run((orm) =>
      orm
        .insert(users)
        .values({
          uuid: randomUUID(),
          handle,
          displayName,
          createdAt: new Date(),
        })
        .onConflictDoNothing(),
    );
    const made = await this.find(handle);
    if (made === undefined) throw new Error('a user vanished while being made');
    return made;
  }
}
