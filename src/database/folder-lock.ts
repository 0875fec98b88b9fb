import { DatabaseSync } from 'node:sqlite';
import { DatabaseError } from './database.error.js';

/** What SQLite says of a file that is locked (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/**
 * Claims a file for this process until the claim is released or the process ends, however it ends: the operating
 * system holds the lock, so there is no stale claim to clean up after a crash, and process ids in containers do not
 * matter. SQLite is used for nothing but its file locking, which works on every platform and between containers.
 * @returns a function that releases the claim
 * @throws DatabaseError `database_in_use` when another process, or this one, holds the file
 * @throws Error SQLite's, when the file can't be made or is another kind of file
 */
export function claimFile(path: string): () => void {
  const file = new DatabaseSync(path);
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (!isBusy(error)) throw error;
    throw new DatabaseError(
      'database_in_use',
      `Another process is using the embedded store that ${path} guards. Stop it, set DATA_DIR to another folder, ` +
        'or set DATABASE_URL to a PostgreSQL server, which any number of processes may share.',
      { cause: error },
    );
  }
  return () => file.close();
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    error.errcode === SQLITE_BUSY
  );
}
