import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Database } from './database.js';
import { DatabaseError } from './database.error.js';
import { layDemoData } from './demo-data/index.js';
import { migrations, type Migration } from './migrations/index.js';
import type { Orm } from './store.js';

/** Any constant will do as long as every instance uses it: "cruddur" as base-36 digits. */
const LOCK = Number.parseInt('cruddur', 36);

/** How long one instance waits for another to finish migrating. */
const LOCK_TIMEOUT_MS = 120_000;

const applied = pgTable('schema_migrations', {
  name: text('name').primaryKey(),
  checksum: text('checksum').notNull(),
  appliedAt: timestamp('applied_at', { withTimezone: true })
    .notNull()
    .defaultNow(),
});

/**
 * Brings the schema up to date and lays the demo data, all in one transaction under one advisory lock, so that any
 * number of instances may start together: the first does the work, the others wait and find it done. The lock belongs
 * to the transaction, which also works through a pooler that shares connections between transactions.
 * Steps that the database knows and this build does not are left alone, so that an older build runs beside a newer one.
 */
export async function migrate(
  database: Database,
  seed: boolean,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  await database.transaction(async (orm) => {
    await orm.execute('set local statement_timeout = 0');
    await orm.execute(
      sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT_MS}ms'`),
    );
    await orm.execute(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);
    await applySteps(orm, steps);
    if (seed) await layDemoData(orm, new Date());
  });
}

async function applySteps(
  orm: Orm,
  steps: readonly Migration[],
): Promise<void> {
  await orm.execute(
    'create table if not exists schema_migrations (' +
      'name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  );
  const rows = await orm.select().from(applied);
  const checksums = new Map(rows.map((row) => [row.name, row.checksum]));
  for (const step of steps) {
    const checksum = createHash('sha256').update(step.sql).digest('hex');
    const before = checksums.get(step.name);
    if (before === undefined) {
      for (const statement of statementsOf(step.sql))
        await orm.execute(sql.raw(statement));
      await orm.insert(applied).values({ name: step.name, checksum });
    } else if (before !== checksum) {
      throw new DatabaseError(
        'database_migration_changed',
        `Migration ${step.name} was applied with other text. Released migrations never change: restore it and add a new one.`,
      );
    }
  }
}

/** Splits at semicolons that end a line, outside `$$` blocks: the embedded store takes one statement at a time. */
function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let statement = '';
  let inBlock = false;
  for (const line of script.split('\n')) {
    statement += `${line}\n`;
    if (line.includes('$$')) inBlock = !inBlock;
    if (!inBlock && line.trimEnd().endsWith(';')) {
      statements.push(statement.trim());
      statement = '';
    }
  }
  if (statement.trim() !== '') statements.push(statement.trim());
  return statements;
}
