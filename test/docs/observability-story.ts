import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import type { ArrivedTrace } from '../support/arrived-trace.js';
import type { HttpAnswer } from '../support/http-answer.js';
import { startTestApp } from '../support/start-app.js';
import { CONSOLES } from '../support/walk/consoles.js';
import { askFor } from '../support/walk/walk.js';
import { spelledFor } from '../support/walk/ways.js';
import { type Question, QUESTIONS } from './questions.js';

/** One failing request: what its client was answered, what the vendors received, and what was found when they were asked for it. */
export interface ObservabilityStory {
  readonly answer: HttpAnswer;
  readonly trace: ArrivedTrace;
  /** Records that each question found, in the order of the questions. */
  readonly found: readonly number[];
  /** Port of the API. */
  readonly port: string;
}

/** What the client sends; the secret in its query and the message in its body are for no vendor. */
export const FAILING_REQUEST = {
  method: 'POST',
  path: '/api/activities?ref=mail&token=hunter2',
  headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.5.0' },
  body: '{"message":"Lunch at noon?","ttl":"1-hour"}',
} as const;

/** Starts the application on an embedded database, takes a table away, sends the request, asks for it, and stops. */
export async function tellObservabilityStory(): Promise<ObservabilityStory> {
  const app = await startTestApp({ DATABASE_URL: '', DATA_DIR: ':memory:' });
  try {
    // Who acts is looked up by the first request that asks for it, which is not this one.
    await app.request('/api/message_groups').answer();
    await app
      .get(Database)
      .run((orm) => orm.execute(sql`DROP TABLE activities CASCADE`));
    const { path, ...init } = FAILING_REQUEST;
    const request = app.request(path, init).expectStatus(500);
    const answer = await request.answer();
    const trace = await request.trace({ items: 1, lines: 2 });
    const found: number[] = [];
    for (const question of QUESTIONS) {
      const { vendor, field } = question;
      const records = await askFor(
        app.sandbox.endpoints.query,
        vendor,
        field,
        idFor(question, trace),
      );
      found.push(records.length);
    }
    return { answer, trace, found, port: new URL(app.url).port };
  } finally {
    await app.close();
  }
}

/** The id that a question is asked with, spelled as its console has it. */
export function idFor(
  { vendor, field }: Question,
  trace: ArrivedTrace,
): string {
  const known = CONSOLES.find((console) => console.vendor === vendor)?.ids.find(
    ({ name }) => name === field,
  );
  if (known === undefined) {
    throw new Error(`${vendor} has no id in ${field}`);
  }
  return known.spelling === 'uuid'
    ? String(trace.item().fields['uuid'])
    : spelledFor(known, trace.view.traceId);
}
