import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { postgresUrl } from '../formats/url.format.js';
import { Secret } from '../secret.js';
import { databaseVariables } from './database.variables.js';

/** The store. */
export interface DatabaseConfig {
  /** PostgreSQL connection URI; absent: the embedded database. */
  readonly url?: Secret;
  /** Folder of the embedded database, as given. */
  readonly dataDir: string;
  /** Whether an empty database gets demo data. */
  readonly seed: boolean;
}

export const databaseSchema = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().prefault(databaseVariables.DATA_DIR.default),
  DATABASE_SEED: choice(['auto', 'on', 'off']).prefault(
    databaseVariables.DATABASE_SEED.default,
  ),
} satisfies Record<keyof typeof databaseVariables, z.ZodType>);

export function databaseConfig(
  env: z.output<typeof databaseSchema>,
  environment: string,
): DatabaseConfig {
  const seed = env.DATABASE_SEED;
  return {
    ...(env.DATABASE_URL && { url: new Secret(env.DATABASE_URL) }),
    dataDir: env.DATA_DIR,
    seed: seed === 'auto' ? environment !== 'production' : seed === 'on',
  };
}
