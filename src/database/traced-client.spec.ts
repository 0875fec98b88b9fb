import { createServer, type Server } from 'node:net';
import { Pool } from 'pg';
import { StatementError } from './failure/statement.error.js';
import type { Statement } from './statement.js';
import { StatementCatalog } from './statement/statement-catalog.js';
import { tracePool } from './traced-client.js';

/** Takes connections, and never says a word. */
async function silentServer(): Promise<{ server: Server; port: number }> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : 0,
  };
}

describe('a traced pool', () => {
  const ended: { statement: Statement; error: unknown }[] = [];

  async function note<T>(statement: Statement, run: () => Promise<T>) {
    try {
      return await run();
    } catch (error) {
      ended.push({ statement, error });
      throw error;
    }
  }

  function poolOf(port: number): Pool {
    const pool = new Pool({
      host: '127.0.0.1',
      port,
      connectionTimeoutMillis: 100,
    });
    return tracePool(pool, note, {
      namespace: 'cruddur',
      server: { address: '127.0.0.1', port },
    });
  }

  beforeEach(() => {
    ended.length = 0;
  });

  it('ends a statement whose connection does not come about in time', async () => {
    const { server, port } = await silentServer();
    const pool = poolOf(port);
    await expect(pool.query('select $1', ['x'])).rejects.toMatchObject({
      name: 'StatementError',
      type: 'timeout',
      sqlState: undefined,
    });
    expect(ended).toMatchObject([
      {
        statement: {
          summary: 'SELECT',
          namespace: 'cruddur',
          server: { address: '127.0.0.1', port },
        },
        error: { type: 'timeout' },
      },
    ]);
    await expect(pool.connect()).rejects.toMatchObject({ type: 'timeout' });
    await pool.end();
    server.close();
  });

  it('ends a statement whose server is away', async () => {
    const pool = poolOf(1);
    await expect(pool.query('select 1')).rejects.toMatchObject({
      message: 'connect ECONNREFUSED 127.0.0.1:1',
      type: 'ECONNREFUSED',
      code: 'ECONNREFUSED',
    });
    expect(ended).toHaveLength(1);
    await pool.end();
  });

  it('has no end to tell of a transaction’s beginning', async () => {
    const pool = poolOf(1);
    for (const sql of ['begin', 'START TRANSACTION', 'savepoint a'])
      await expect(pool.query(sql)).rejects.toBeInstanceOf(StatementError);
    expect(ended).toEqual([]);
    await expect(pool.query('rollback to a')).rejects.toThrow('connect');
    expect(ended).toHaveLength(1);
    await pool.end();
  });
});

describe('StatementCatalog', () => {
  it('keeps descriptions of the latest texts, and none of long ones', () => {
    const catalog = new StatementCatalog({ namespace: 'cruddur' });
    const first = catalog.describe('select 1');
    expect(catalog.describe('select 1')).toBe(first);
    expect(first.namespace).toBe('cruddur');
    for (let i = 0; i < 500; i += 1) catalog.describe(`select a${String(i)}`);
    expect(catalog.describe('select 1')).not.toBe(first);
    const long = `select ${'1, '.repeat(4000)}1`;
    expect(catalog.describe(long)).not.toBe(catalog.describe(long));
    expect(catalog.describe(long)).toEqual(catalog.describe(long));
  });
});
