import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import { startTestApp } from '../support/start-app.js';

/** Two requests as the vendors received them, with what of them is this run's alone. */
export interface TracingStory {
  /** The home feed. */
  readonly feed: ArrivedTrace;
  /** The home feed once its table is gone. */
  readonly failure: ArrivedTrace;
  /** Port of the API. */
  readonly port: string;
}

/** Starts the application on an embedded database, sends it the two requests, and stops it. */
export async function tellTracingStory(): Promise<TracingStory> {
  const app = await startTestApp({ DATABASE_URL: '', DATA_DIR: ':memory:' });
  try {
    const path = '/api/activities/home?limit=2&token=hunter2';
    const init = { headers: { 'user-agent': 'curl/8.5.0' } };
    // Who acts is looked up by the first request that asks for it, which is not this one.
    await app.request('/api/message_groups').answer();
    const feed = await app.request(path, init).expectStatus(200).trace();
    await app
      .get(Database)
      .run((orm) => orm.execute(sql`DROP TABLE activities CASCADE`));
    const failure = await app
      .request(path, init)
      .expectStatus(500)
      .trace({ items: 1, lines: 2 });
    return { feed, failure, port: new URL(app.url).port };
  } finally {
    await app.close();
  }
}
