import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

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
    const { response, body, traceId } = await call(
      app,
      '/api/activities/home?token=hunter2',
    );
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain(
      'application/problem+json',
    );
    expect(JSON.parse(body)).toEqual({
      type: expect.any(String),
      title: 'Internal Server Error',
      status: 500,
      detail: expect.not.stringMatching(/relation|activities/),
      instance: '/api/activities/home',
      trace_id: traceId,
    });

    const view = await arrivedTrace(app.sandbox.endpoints.query, traceId, {
      otlp: 1,
      xray: 1,
      cloudwatch: 2,
      rollbar: 1,
    });
    const server = view.otlp.spans.find((it) => it.span.kind === 2)?.span;
    const segment = view.xray.segments[0]?.document;
    const item = view.rollbar.items[0];
    const logged = view.cloudwatch.events.map(({ fields }) => fields);

    expect(server).toMatchObject({
      status: { code: 2 },
      attributes: {
        'http.response.status_code': 500,
        'rollbar.uuid': item?.data['uuid'],
      },
    });
    expect(segment).toMatchObject({
      fault: true,
      http: { response: { status: 500 } },
    });
    expect(JSON.stringify(segment)).toContain('"cause"');
    expect(item?.data).toMatchObject({
      level: 'error',
      context: '/api/activities/home',
      custom: {
        trace_id: traceId,
        span_id: server?.spanId,
        xray_trace_id: view.xrayTraceId,
      },
    });
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 'error', trace_id: traceId }),
    );
    expect(logged).toContainEqual(
      expect.objectContaining({ context: 'Access', status: 500 }),
    );
    expect(view.violations).toEqual([]);
    expect(JSON.stringify(view)).not.toContain('hunter2');
  });
});
