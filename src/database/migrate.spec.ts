import { is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './database.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { openDatabase } from './open-database.js';
import * as schema from './schema.js';

describe('migrations', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(
      { dataDir: ':memory:', seed: false },
      (_, run) => run(),
    );
  }, 60_000);
  afterAll(() => database.close());

  it('make the tables that the schema describes', async () => {
    const made = await database.run((orm) =>
      orm
        .select({
          table: sql<string>`columns.table_name::text`,
          column: sql<string>`columns.column_name::text`,
          nullable: sql<string>`columns.is_nullable::text`,
        })
        .from(sql`information_schema.columns as columns`)
        .where(sql`columns.table_schema = 'public'`),
    );
    const described = Object.values(schema)
      .filter((table) => is(table, PgTable))
      .flatMap((table) => {
        const config = getTableConfig(table);
        return config.columns.map((column) => ({
          table: config.name,
          column: column.name,
          nullable: column.notNull ? 'NO' : 'YES',
        }));
      });
    const names = new Set(described.map((column) => column.table));
    expect(names.size).toBe(5);
    expect(
      new Set(
        made
          .filter((column) => names.has(column.table))
          .map((column) => JSON.stringify(column)),
      ),
    ).toEqual(new Set(described.map((column) => JSON.stringify(column))));
  });

  it('run once', async () => {
    await migrate(database, false);
    const [row] = await database.run((orm) =>
      orm
        .select({ count: sql<number>`count(*)::int` })
        .from(sql`schema_migrations`),
    );
    expect(row?.count).toBe(migrations.length);
  });

  it('take effect together or not at all', async () => {
    const good = { name: '9001-good', sql: 'create table good (x int);' };
    const bad = { name: '9002-bad', sql: 'create table bad (x nonsense);' };
    await expect(
      migrate(database, false, [...migrations, good, bad]),
    ).rejects.toThrow(/nonsense/);
    await migrate(database, false, [...migrations, good]);
    await database.run((orm) => orm.execute('select x from good'));
  });

  it('refuse to start when a released one was changed', async () => {
    const [first, ...rest] = migrations;
    const changed = { name: first?.name ?? '', sql: 'select 1;' };
    await expect(
      migrate(database, false, [changed, ...rest]),
    ).rejects.toMatchObject({ code: 'database_migration_changed' });
  });

  it('leave steps of a newer build alone', async () => {
    await database.run((orm) =>
      orm.execute(
        `insert into schema_migrations (name, checksum) values ('9999-newer', 'x')`,
      ),
    );
    await expect(migrate(database, false)).resolves.toBeUndefined();
  });

  it('have unique names in order', () => {
    const names = migrations.map((migration) => migration.name);
    expect(names).toEqual([...new Set(names)].toSorted());
  });
});
