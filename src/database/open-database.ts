import { Database } from './database.js';
import { DatabaseError, reasonOf } from './database.error.js';
import type { DatabaseOptions } from './database.options.js';
import { migrate } from './migrate.js';
import { openEmbedded } from './open-embedded.js';
import { openMigrator, openPostgres } from './open-postgres.js';
import { inStatementSpan } from './statement/in-statement-span.js';
import type { StatementRunner } from './traced-statements.js';

/**
 * Opens the store, brings its tables up to date and, when asked and when it is empty, lays the demo data.
 * @param runner what every statement runs in
 * @throws DatabaseError when the store is in use, can't be opened, can't be reached, or can't be migrated; nothing is left open then
 */
export async function openDatabase(
  options: DatabaseOptions,
  runner: StatementRunner = inStatementSpan,
): Promise<Database> {
  const { url, dataDir, seed } = options;
  if (url === undefined) {
    const embedded = new Database(await openEmbedded(dataDir, runner));
    await prepare(embedded, seed);
    return embedded;
  }
  // Migrations may take long and wait for one another, which no request may: they have a connection of their own.
  const migrator = new Database(openMigrator(url, options, runner));
  await prepare(migrator, seed);
  await migrator.close();
  return new Database(openPostgres(url, options, runner));
}

/** Migrates a store that was just opened, and closes it when that fails. */
async function prepare(database: Database, seed: boolean): Promise<void> {
  try {
    await database.run((orm) => orm.execute('select 1'));
  } catch (error) {
    await database.close();
    throw new DatabaseError(
      'database_unreachable',
      `The store does not answer. Check DATABASE_URL and that the server runs. ${reasonOf(error)}`,
      { cause: error },
    );
  }
  try {
    await migrate(database, seed);
  } catch (error) {
    await database.close();
    throw error instanceof DatabaseError &&
      error.code !== 'database_query_failed'
      ? error
      : new DatabaseError(
          'database_migration_failed',
          `The store could not be brought up to date; it is as it was. ${reasonOf(error)}`,
          { cause: error },
        );
  }
}
