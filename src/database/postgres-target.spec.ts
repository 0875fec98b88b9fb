import { postgresTarget } from './postgres-target.js';

describe('postgresTarget', () => {
  it.each([
    [
      'postgres://me:secret@db.example:6543/cruddur',
      { namespace: 'cruddur', server: { address: 'db.example', port: 6543 } },
    ],
    [
      'postgres://me:secret@db.example/cruddur?options=-c%20search_path%3Dapp%2Cpublic',
      {
        namespace: 'cruddur|app',
        server: { address: 'db.example', port: 5432 },
      },
    ],
    [
      'postgres://me:secret@[::1]/a%20b',
      { namespace: 'a b', server: { address: '::1', port: 5432 } },
    ],
    [
      'postgres:///cruddur?host=/run/postgresql&port=5433',
      {
        namespace: 'cruddur',
        server: { address: '/run/postgresql/.s.PGSQL.5433' },
      },
    ],
  ])('reads %s as the driver does', (connectionString, target) => {
    expect(postgresTarget({ connectionString })).toEqual(target);
  });

  it('knows the variables that the driver knows', () => {
    vi.stubEnv('PGHOST', 'db.internal');
    vi.stubEnv('PGPORT', '6000');
    expect(postgresTarget({ connectionString: 'postgres:///x' })).toEqual({
      namespace: 'x',
      server: { address: 'db.internal', port: 6000 },
    });
    vi.unstubAllEnvs();
  });
});
