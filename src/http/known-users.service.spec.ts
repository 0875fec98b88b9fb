import { type Database, UsersRepository } from '../database/index.js';
import { openDatabase } from '../database/open-database.js';
import { KnownUsers } from './known-users.service.js';

describe('KnownUsers', () => {
  let database: Database;
  let users: KnownUsers;

  beforeEach(async () => {
    database = await openDatabase({ dataDir: ':memory:', seed: true });
    users = new KnownUsers(new UsersRepository(database));
  });

  afterEach(async () => {
    await database.close();
  });

  it('finds a user by handle, in any case, and remembers them without the store', async () => {
    expect(users.remembered('Bayko')).toBeUndefined();
    const found = await users.find('Bayko');
    expect(found).toMatchObject({ handle: 'bayko' });

    await database.close();
    expect(users.remembered('Bayko')).toEqual(found);
  });

  it('knows nobody by what is no handle, or nobody’s', async () => {
    expect(await users.find('not a handle')).toBeUndefined();
    expect(await users.find('')).toBeUndefined();
    expect(await users.find('nobody')).toBeUndefined();
    expect(users.remembered('nobody')).toBeUndefined();
  });

  it('says nothing of a store that is away, and leaves it alone for a while', async () => {
    const asked = vi.spyOn(database, 'run');
    await database.close();
    expect(await users.find('bayko')).toBeUndefined();
    expect(await users.find('worf')).toBeUndefined();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
