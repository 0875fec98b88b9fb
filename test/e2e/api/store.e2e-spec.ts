import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import {
  activities,
  type Database,
  messages,
  users,
} from '../../../src/database/index.js';
import { openDatabase } from '../../../src/database/open-database.js';
import {
  createTestDatabase,
  type TestDatabase,
} from '../../support/test-database.js';

async function countOf(
  database: Database,
  table: typeof users | typeof activities | typeof messages,
): Promise<number | undefined> {
  const [row] = await database.run((orm) =>
    orm.select({ count: sql<number>`count(*)::int` }).from(table),
  );
  return row?.count;
}

describe('the store as instances share it', () => {
  let home: TestDatabase;
  beforeAll(async () => {
    home = await createTestDatabase();
  });
  afterAll(() => home.drop());

  function open(): Promise<Database> {
    const url = home.environment['DATABASE_URL'];
    return openDatabase({
      ...(url === undefined ? {} : { url }),
      dataDir: ':memory:',
      seed: true,
      poolMax: 3,
    });
  }

  it('outlives a statement that fails in a transaction', async () => {
    const database = await open();
    await expect(
      database.transaction(async (orm) => {
        await orm.execute(sql`select 1 / ${0}::int`);
      }),
    ).rejects.toMatchObject({ code: 'database_query_failed' });
    expect(await countOf(database, users)).toBe(4);
    await database.close();
  });

  // The embedded store has one process, no connections to lose and no server to cancel statements.
  if (process.env['TEST_DATABASE_URL']) {
    it('is laid once by ten instances that start together', async () => {
      const instances = await Promise.all(Array.from({ length: 10 }, open));
      try {
        for (const instance of instances) {
          expect(await countOf(instance, users)).toBe(4);
          expect(await countOf(instance, activities)).toBe(7);
          expect(await countOf(instance, messages)).toBe(3);
        }
      } finally {
        await Promise.all(instances.map((instance) => instance.close()));
      }
    });

    it('outlives connections that the server ends, idle and in a transaction', async () => {
      const [database, other] = await Promise.all([open(), open()]);
      const endAll = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      await Promise.all([countOf(database, users), countOf(database, users)]);
      await expect(
        database.transaction(async (orm) => {
          await orm.execute(sql`select 1`);
          await other.run((own) => own.execute(endAll));
          await orm.execute(sql`select 1`);
        }),
      ).rejects.toThrow();
      await vi.waitUntil(async () => {
        const seen = await countOf(database, users).catch(() => undefined);
        return seen === 4;
      });
      await Promise.all([database.close(), other.close()]);
    });

    it('cancels a statement that runs too long', async () => {
      const database = await openDatabase({
        url: home.environment['DATABASE_URL'] ?? '',
        dataDir: '.',
        seed: false,
        statementTimeoutMs: 100,
      });
      await expect(
        database.run((orm) => orm.execute(sql`select pg_sleep(30)`)),
      ).rejects.toMatchObject({ cause: { code: '57014' } });
      await database.close();
    });

    it('gives up a statement that a silent server never answers', async () => {
      const url = new URL(home.environment['DATABASE_URL'] ?? '');
      const wire = await silenceableWire(Number(url.port));
      url.port = String(wire.port);
      const database = await openDatabase({
        url: url.href,
        dataDir: '.',
        seed: false,
        statementTimeoutMs: 100,
      });
      await countOf(database, users);

      wire.silence();
      const began = Date.now();
      await expect(countOf(database, users)).rejects.toMatchObject({
        code: 'database_query_failed',
      });
      expect(Date.now() - began).toBeLessThan(10_000);

      wire.close();
      await database.close();
    });
  }
});

/** A TCP wire to a server that can fall silent: connections stay open and nothing comes back. */
async function silenceableWire(
  target: number,
): Promise<{ port: number; silence(): void; close(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    sockets.push(near, far);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    silence: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    close: () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
    },
  };
}
