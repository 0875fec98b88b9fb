import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

describe('the telemetry of a failing request', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
    await app
      .get(Database)
      .run((orm) => orm.execute(sql`DROP TABLE activities CASCADE`));
  });

  afterAll(async () => {
    await app.close();
  });

  it('is the same failure in every vendor, and says nothing of it to the caller', async () => {
    const request = app
      .request('/api/activities/home?token=hunter2')
      .expectStatus(500)
      .expectHeader('content-type', 'application/problem+json; charset=utf-8');
    const { body, traceId } = await request.answer();
    expect(JSON.parse(body)).toEqual({
      type: expect.any(String),
      title: 'Internal Server Error',
      status: 500,
      detail: expect.not.stringMatching(/relation|activities/),
      instance: '/api/activities/home',
      trace_id: traceId,
      occurrence: expect.any(String),
    });

    const trace = await request.trace({ items: 1, lines: 2 });
    trace.segment().has({ fault: true });
    expect(JSON.stringify(trace.segment().fields)).toContain('"cause"');
    const { uuid } = trace.item().has({
      level: 'error',
      custom: { span_id: trace.server().span.spanId },
    }).fields;
    trace.server().ended('error').has({ 'rollbar.uuid': uuid });
    expect(JSON.parse(body)).toHaveProperty('occurrence', uuid);
    expect(
      trace.lines.filter((line) => line['rollbar_uuid'] === uuid),
    ).toMatchObject([{ level: 'error', context: 'Exceptions' }]);
    expect(trace.logged()).toEqual(['error Exceptions', 'info Access']);
    const id = trace.server().fields['user.id'];
    expect(id).toEqual(expect.any(String));
    trace.item().has({ person: { id } });
    expect(trace.lines.map((line) => line['user_id'])).toEqual([id, id]);
    trace.agrees().hides('hunter2');
  });
});
