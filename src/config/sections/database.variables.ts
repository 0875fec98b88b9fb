import type { VariableFacts } from '../variable-facts.js';

/** The store. */
export const databaseVariables = {
  DATABASE_URL: {
    secret: true,
    format: 'a postgres:// or postgresql:// URL',
    description:
      'PostgreSQL to use. Unset: an embedded database in `DATA_DIR`.',
  },
  DATA_DIR: {
    default: '.data',
    format: 'a folder, relative to the working directory or absolute',
    description: 'Where the embedded database keeps its files.',
  },
  DATABASE_SEED: {
    default: 'auto',
    format: 'auto, on or off',
    description:
      'Lays demo data into an empty database. `auto`: unless `NODE_ENV` is `production`.',
  },
} as const satisfies Record<string, VariableFacts>;
