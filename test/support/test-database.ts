import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { freshDataDir } from './data-dir.js';

export interface TestDatabase {
  /** Variables that point the application at it. */
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** An empty database: in memory, or on the server of TEST_DATABASE_URL one of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined || server === '') {
    return {
      environment: { DATA_DIR: freshDataDir() },
      drop: () => Promise.resolve(),
    };
  }
  const name = `cruddur_${randomUUID().replaceAll('-', '')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    environment: { DATABASE_URL: url.href },
    drop: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
