import { firstTables } from './0001-first-tables.js';
import type { Migration } from './migration.js';

/** Every step, oldest first. */
export const migrations: readonly Migration[] = [firstTables];

export type { Migration } from './migration.js';
