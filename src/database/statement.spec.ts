import { describeStatement } from './statement.js';

describe('describeStatement', () => {
  it.each([
    ['select "a" from "users" where b = $1', 'SELECT users'],
    // The examples of the conventions.
    ['SELECT *\nFROM wuser_table\nWHERE username = ?', 'SELECT wuser_table'],
    [
      'INSERT INTO shipping_details (order_id, address) SELECT order_id, address FROM orders WHERE order_id = ?',
      'INSERT shipping_details SELECT orders',
    ],
    [
      'SELECT * FROM songs, artists WHERE songs.artist_id == artists.id',
      'SELECT songs artists',
    ],
    [
      'SELECT order_date FROM (SELECT * FROM orders o JOIN customers c ON o.customer_id = c.customer_id)',
      'SELECT SELECT orders customers',
    ],
    ['SELECT * FROM "song list", "artists"', 'SELECT "song list" artists'],
    // What is no table, and what is no operation.
    [
      'with a as (select 1 from x), b (q) as (insert into y values (1) returning *) select * from a join b on true join z using (id)',
      'SELECT x INSERT y SELECT z',
    ],
    [
      'select extract(epoch from now), trim(both from t) from unnest($1) u, lateral (select 1 from k) l, public."Big" b where c is distinct from d for update of b',
      'SELECT public."Big" SELECT k',
    ],
    [
      'insert into t (a) values ($1) on conflict (a) do update set a = excluded.a',
      'INSERT t',
    ],
    ['update a set b = c.d from c where c.e = a.e', 'UPDATE a c'],
    ['delete from only a using b where b.c = a.c', 'DELETE a b'],
    [
      'merge into t using s on s.a = t.a when matched then update set b = 1',
      'MERGE t s',
    ],
    ['(select 1 from a) union all (select 2 from b)', 'SELECT a SELECT b'],
    ['truncate users, activities cascade', 'TRUNCATE users activities'],
    ['create table if not exists notes (a text)', 'CREATE TABLE notes'],
    [
      'create unique index concurrently if not exists i on t (a)',
      'CREATE INDEX i',
    ],
    ['set local statement_timeout = 0', 'SET'],
    ['commit', 'COMMIT'],
    ['rollback to savepoint sp1', 'ROLLBACK'],
    ['', 'postgresql'],
    ['?!', 'postgresql'],
  ])('summarizes %s', (sql, summary) => {
    expect(describeStatement(sql).summary).toBe(summary);
  });

  it('tells operation and table apart where there is one of each', () => {
    expect(describeStatement('Select * From Users u')).toMatchObject({
      operation: 'SELECT',
      collection: 'Users',
    });
    const joined = describeStatement('select * from a join b on a.c = b.c');
    expect(joined.operation).toBe('SELECT');
    expect(joined).not.toHaveProperty('collection');
    const both = describeStatement('insert into a select * from a');
    expect(both.collection).toBe('a');
    expect(both).not.toHaveProperty('operation');
    expect(describeStatement('create index i on t (a)')).not.toHaveProperty(
      'collection',
    );
  });

  it('describes several statements in one text as a batch', () => {
    expect(describeStatement("select 'a;b'; select 'c';")).toEqual({
      system: 'postgresql',
      operation: 'BATCH SELECT',
      summary: 'BATCH SELECT',
      text: 'select ?',
      batchSize: 2,
    });
    expect(
      describeStatement('delete from a; insert into a values (1)'),
    ).toEqual({
      system: 'postgresql',
      operation: 'BATCH',
      collection: 'a',
      summary: 'BATCH',
      text: 'delete from a; insert into a values (?)',
      batchSize: 2,
    });
    expect(describeStatement('select 1;')).not.toHaveProperty('batchSize');
  });

  it('cuts a summary between its parts', () => {
    const tables = Array.from({ length: 40 }, (_, i) => `table_${String(i)}`);
    const { summary } = describeStatement(`select * from ${tables.join(', ')}`);
    expect(summary.length).toBeLessThanOrEqual(255);
    expect(`SELECT ${tables.join(' ')} `).toContain(`${summary} `);
    expect(describeStatement('x'.repeat(999)).operation).toHaveLength(63);
  });
});
