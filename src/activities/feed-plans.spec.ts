import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { Database } from '../database/database.js';
import { migrate } from '../database/migrate.js';
import type { Statement } from '../database/statement.js';
import { tracePGlite } from '../database/traced-client.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import { RepliesRepository } from './replies.repository.js';

const page = { limit: 20, before: { createdAt: new Date(), seq: 0 } };

describe('what the feeds ask of the store', () => {
  const statements: Statement[] = [];
  let asked: { text: string; parameters: unknown[] };
  let client: PGlite;
  let feeds: ActivityFeedsRepository;
  let replies: RepliesRepository;
  let database: Database;

  beforeAll(async () => {
    client = await PGlite.create({ extensions: { pg_trgm } });
    database = new Database({
      orm: drizzle({
        client: tracePGlite(client, (statement, run) => {
          statements.push(statement);
          return run();
        }),
        logger: {
          logQuery: (text, parameters) => {
            asked = { text, parameters };
          },
        },
      }),
      close: () => client.close(),
    });
    await migrate(database, true);
    await client.exec(`
      insert into activities (uuid, user_uuid, message, replies_count, created_at, expires_at)
      select gen_random_uuid(), u.uuid, 'entry ' || md5(n::text), 3, now() - n * interval '1 second', now() + interval '1 day'
      from users u, generate_series(1, 4000) n;
      insert into activities (uuid, user_uuid, reply_to_activity_uuid, message, created_at, expires_at)
      select gen_random_uuid(), a.user_uuid, a.uuid, 'reply', now(), a.expires_at
      from activities a, generate_series(1, 3) where a.message like 'entry %' and a.seq % 10 = 0;
      insert into notifications select 'worf', uuid, seq, created_at from activities where message like 'entry %';`);
    await client.exec('vacuum analyze');
    feeds = new ActivityFeedsRepository(database);
    replies = new RepliesRepository(database);
  }, 60_000);
  beforeEach(() => {
    statements.length = 0;
  });
  afterAll(() => database.close());

  async function planOfLast(): Promise<string> {
    const { text, parameters } = asked;
    const { rows } = await client.query(`explain ${text}`, parameters);
    return JSON.stringify(rows);
  }

  it.each([
    ['activities_home', () => feeds.home(new Date(), page)],
    ['activities_of_user', () => feeds.ofUser('worf', new Date(), page)],
    [
      'notifications_of_recipient',
      () => feeds.notifying('worf', new Date(), page),
    ],
  ])('reads a range of the index %s, in its order', async (index, read) => {
    expect((await read()).rows).toHaveLength(20);
    const plan = await planOfLast();
    expect(plan).toContain(index);
    expect(plan).not.toContain('Sort');
    expect(plan).not.toContain('Seq Scan on activities');
  });

  it('can find a term by its trigrams', async () => {
    const { rows } = await feeds.matching('08f90c1a4171', new Date(), page);
    expect(rows.length).toBeGreaterThan(0);
    const plan = await planOfLast();
    expect(plan).toContain('activities_search');
    expect(plan).not.toContain('Seq Scan on activities');
  });

  it('reads a page with all its replies in two statements, however many entries it has', async () => {
    for (const limit of [1, 20, 100]) {
      statements.length = 0;
      const now = new Date();
      const { rows } = await feeds.home(now, { limit });
      const entries = await replies.attach(rows, now);
      expect(entries).toHaveLength(limit);
      expect(statements).toHaveLength(2);
    }
    expect(await planOfLast()).toContain('activities_replies');
  });

  it('asks for no replies when none of the entries has one', async () => {
    await replies.attach([], new Date());
    expect(statements).toHaveLength(0);
  });

  it('shows the newest hundred replies, oldest first, and counts them all', async () => {
    const { rows } = await feeds.home(new Date(), { limit: 1 });
    const uuid = rows[0]?.uuid ?? '';
    await client.exec(`
      insert into activities (uuid, user_uuid, reply_to_activity_uuid, message, created_at, expires_at)
      select gen_random_uuid(), user_uuid, uuid, 'no. ' || n, now() + n * interval '1 second', expires_at
      from activities, generate_series(1, 150) n where uuid = '${uuid}';
      update activities set replies_count = 153 where uuid = '${uuid}'`);
    const now = new Date();
    const again = await feeds.home(now, { limit: 1 });
    const [entry] = await replies.attach(again.rows, now);
    expect(entry?.replies_count).toBe(153);
    expect(entry?.replies.map((reply) => reply.message)).toEqual(
      Array.from({ length: 100 }, (_, i) => `no. ${i + 51}`),
    );
  });
});
