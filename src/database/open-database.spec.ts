import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { count, eq, sql } from 'drizzle-orm';
import type { Database } from './database.js';
import { DatabaseError } from './database.error.js';
import { demoActivities, demoUsers } from './demo-data/index.js';
import { StatementError } from './failure/statement.error.js';
import { openDatabase } from './open-database.js';
import { activities, users } from './schema.js';
import type { Statement } from './statement.js';
import type { Orm } from './store.js';

const statements: Statement[] = [];

async function record<T>(statement: Statement, run: () => Promise<T>) {
  statements.push(statement);
  return run();
}

function open(dataDir: string, seed: boolean): Promise<Database> {
  return openDatabase({ dataDir, seed }, record);
}

async function countUsers(database: Database): Promise<number | undefined> {
  const [row] = await database.run((orm) =>
    orm.select({ count: count() }).from(users),
  );
  return row?.count;
}

describe('openDatabase on a folder', { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
    statements.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lays the demo data once, and keeps what was changed', async () => {
    const first = await open(folder, true);
    expect(await countUsers(first)).toBe(demoUsers.length);
    await first.run((orm) => orm.delete(activities));
    await first.close();
    const second = await open(folder, true);
    expect(await countUsers(second)).toBe(demoUsers.length);
    const rows = await second.run((orm) => orm.select().from(activities));
    expect(rows).toEqual([]);
    await second.close();
  });

  it('lays nothing unless asked', async () => {
    const database = await open(folder, false);
    expect(await countUsers(database)).toBe(0);
    await database.close();
  });

  it('says which setting to mend when it cannot be a store', async () => {
    await writeFile(join(folder, 'file'), '');
    await writeFile(join(folder, 'pglite.lock'), 'no lock of ours'.repeat(999));
    await expect(open(folder, false)).rejects.toMatchObject({
      code: 'database_unusable',
      message: expect.stringMatching(/DATA_DIR.*not a database$/),
    });
    await rm(join(folder, 'pglite.lock'));
    await writeFile(join(folder, 'pglite'), '');
    for (const dataDir of [folder, join(folder, 'file')])
      await expect(open(dataDir, false)).rejects.toMatchObject({
        code: 'database_unusable',
        message: expect.stringContaining(dataDir),
      });
  });

  it('belongs to one process, which can come back', async () => {
    const first = await open(folder, false);
    await expect(open(folder, false)).rejects.toMatchObject({
      code: 'database_in_use',
    });
    await first.close();
    await (await open(folder, false)).close();
  });
});

describe('an open database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await open(':memory:', true);
  }, 60_000);
  beforeEach(() => {
    statements.length = 0;
  });
  afterAll(() => database.close());

  it('sends every statement through the runner, a transaction’s too', async () => {
    await database.run((orm) => orm.select().from(users));
    await database.transaction(async (orm) => {
      await orm
        .update(users)
        .set({ displayName: 'Worf, son of Mogh' })
        .where(eq(users.handle, 'worf'));
      await orm.select().from(activities);
    });
    expect(
      statements.map(({ operation, collection }) => [operation, collection]),
    ).toEqual([
      ['SELECT', 'users'],
      ['UPDATE', 'users'],
      ['SELECT', 'activities'],
      ['COMMIT', undefined],
    ]);
    for (const { text } of statements) expect(text).not.toContain('worf');
  });

  it('takes back what a failed transaction did', async () => {
    const before = await countUsers(database);
    await expect(
      database.transaction(async (orm) => {
        await orm.execute(sql`truncate users cascade`);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await countUsers(database)).toBe(before);
  });

  it('names a failure without what was written', async () => {
    const secret = 'what people wrote';
    const failure = await database
      .run((orm) => orm.execute(sql`select ${secret}::integer, 1 / 0`))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseError);
    expect(failure).toMatchObject({ code: 'database_query_failed' });
    const taken = await database
      .run((orm) =>
        orm.insert(users).values({
          uuid: '00000000-0000-4000-8000-000000000000',
          handle: 'WORF',
          displayName: secret,
          createdAt: new Date(),
        }),
      )
      .catch((error: unknown) => error);
    expect(String(taken)).toMatch(/users_handle/);
    expect(String(taken)).not.toContain(secret);
  });

  it('hands no parameter to who catches inside', async () => {
    const secret = 'what people wrote';
    const caught: unknown[] = [];
    const fail = (orm: Orm) =>
      orm
        .select()
        .from(users)
        .where(eq(users.uuid, secret))
        .catch((error: unknown) => {
          caught.push(error);
        });
    await database.run(fail);
    await database
      .transaction(async (orm) => {
        await orm.transaction(fail);
      })
      .catch(() => undefined);
    expect(caught).toHaveLength(2);
    for (const error of caught) {
      expect(error).toBeInstanceOf(StatementError);
      expect(error).toMatchObject({
        code: '22P02',
        message: 'invalid input syntax for type uuid: "?"',
      });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(
        secret,
      );
    }
  });

  it('has as many replies as its counts say', async () => {
    const rows = await database.run((orm) => orm.select().from(activities));
    const posts = rows.filter((row) => row.replyToActivityUuid === null);
    expect(posts).toHaveLength(demoActivities.length);
    for (const post of posts)
      expect(
        rows.filter((row) => row.replyToActivityUuid === post.uuid),
      ).toHaveLength(post.repliesCount);
  });

  it('closes once, however often it is told', async () => {
    const other = await open(':memory:', false);
    await Promise.all([other.close(), other.close()]);
    await expect(other.onApplicationShutdown()).resolves.toBeUndefined();
    await expect(countUsers(other)).rejects.toThrow(/closed/);
  });
});

describe('openDatabase on a server that is away', () => {
  it('says so, in a code and in words, within its time', async () => {
    const opening = openDatabase({
      url: 'postgres://someone:secret-password@127.0.0.1:1/x',
      dataDir: '.',
      seed: false,
      connectionTimeoutMs: 1000,
    });
    const failure = await opening.catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'database_unreachable' });
    expect(String(failure)).toContain('DATABASE_URL');
    expect(String(failure)).toMatch(/connect ECONNREFUSED 127\.0\.0\.1:1$/);
    expect(String(failure)).not.toContain('secret-password');
  });
});
