import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { DatabaseError, reasonOf } from './database.error.js';
import { measureEmbedded } from './measure-embedded.js';
import { claimFile } from './folder-lock.js';
import type { Store } from './store.js';
import { tracePGlite } from './traced-client.js';
import type { StatementRunner } from './traced-statements.js';

/** The database of an embedded store; there is one, and no server. */
const DATABASE = 'postgres';

/**
 * Opens PGlite, PostgreSQL compiled into this process. A folder belongs to one process at a time.
 * @param dataDir the folder, made when missing, or `:memory:`
 * @throws DatabaseError `database_in_use`, or `database_unusable` when the folder can't be written or read
 */
export async function openEmbedded(
  dataDir: string,
  runner: StatementRunner,
): Promise<Store> {
  if (dataDir === ':memory:') return storeOn('memory://', () => {}, runner);
  try {
    await mkdir(dataDir, { recursive: true });
    return await claimAndOpen(dataDir, runner);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw new DatabaseError(
      'database_unusable',
      `The embedded store in ${dataDir} can't be opened. Set DATA_DIR to a folder that this process may write to ` +
        `and that holds nothing else. ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

async function claimAndOpen(
  dataDir: string,
  runner: StatementRunner,
): Promise<Store> {
  const release = claimFile(join(dataDir, 'pglite.lock'));
  try {
    return await storeOn(join(dataDir, 'pglite'), release, runner);
  } catch (error) {
    release();
    throw error;
  }
}

async function storeOn(
  location: string,
  release: () => void,
  runner: StatementRunner,
): Promise<Store> {
  const client = await PGlite.create({
    dataDir: location,
    database: DATABASE,
    extensions: { pg_trgm },
  });
  const measured = measureEmbedded(runner, `pglite/${DATABASE}`);
  return {
    orm: drizzle({
      client: tracePGlite(client, measured.runner, { namespace: DATABASE }),
    }),
    close: async () => {
      measured.close();
      await client.close();
      release();
    },
  };
}
