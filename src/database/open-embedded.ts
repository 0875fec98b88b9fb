import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { claimFile } from './folder-lock.js';
import type { Store } from './store.js';
import { tracePGlite, type StatementRunner } from './traced-client.js';

/**
 * Opens PGlite, PostgreSQL compiled into this process. A folder belongs to one process at a time.
 * @param dataDir the folder, made when missing, or `:memory:`
 * @throws DatabaseError `database_in_use`
 */
export async function openEmbedded(
  dataDir: string,
  runner: StatementRunner,
): Promise<Store> {
  if (dataDir === ':memory:') return storeOn('memory://', () => {}, runner);
  await mkdir(dataDir, { recursive: true });
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
    extensions: { pg_trgm },
  });
  return {
    orm: drizzle({ client: tracePGlite(client, runner) }),
    close: async () => {
      await client.close();
      release();
    },
  };
}
