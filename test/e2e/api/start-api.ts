import { loadConfig } from '../../../src/config/index.js';
import { createApp } from '../../../src/create-app.js';
import { Database } from '../../../src/database/index.js';
import { actAs, type ActingUserIdentity } from '../../../src/http/index.js';
import { createTestDatabase } from '../../support/test-database.js';
import { ApiClient } from './api-client.js';

/** A running application with a database of its own. */
export interface TestApi {
  readonly api: ApiClient;
  /** Changes the store behind the API's back, to make what time would make. */
  execute(statement: string): Promise<void>;
  /** Makes every later request act for that user; undefined restores the default. */
  actAs(user: ActingUserIdentity | undefined): void;
  close(): Promise<void>;
}

/** Starts the real application on a free port of the loopback interface. */
export async function startApi(
  options: { readonly seed?: boolean } = {},
): Promise<TestApi> {
  const home = await createTestDatabase();
  const app = await createApp(
    loadConfig({
      NODE_ENV: 'test',
      PORT: '0',
      SANDBOX: 'off',
      LOG_LEVEL: 'error',
      DATABASE_SEED: options.seed === false ? 'off' : 'on',
      ...home.environment,
    }),
  );
  let user: ActingUserIdentity | undefined;
  app.useGlobalGuards({
    canActivate: (context) => {
      if (user !== undefined) actAs(context.switchToHttp().getRequest(), user);
      return true;
    },
  });
  await app.listen(0, '127.0.0.1');
  return {
    api: new ApiClient(await app.getUrl()),
    execute: async (statement) => {
      const database = app.get(Database, { strict: false });
      await database.run((orm) => orm.execute(statement));
    },
    actAs: (next) => {
      user = next;
    },
    close: async () => {
      await app.close();
      await home.drop();
    },
  };
}
