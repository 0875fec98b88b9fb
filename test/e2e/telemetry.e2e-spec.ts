import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';
import { REQUEST_KINDS } from './request-kinds.js';

describe('the telemetry of a request', () => {
  let app: TestApp;
  let query: string;

  beforeAll(async () => {
    app = await startTestApp();
    query = app.sandbox.endpoints.query;
  });

  afterAll(async () => {
    await app.close();
  });

  it.each(REQUEST_KINDS)(
    'tells the same story in every vendor: $name',
    async ({ path, init, status, spanName, route }) => {
      const { response, traceId } = await call(app, path, init);
      expect(response.status).toBe(status);

      const view = await arrivedTrace(query, traceId);
      const server = view.otlp.spans.find((it) => it.span.kind === 2)?.span;
      expect(server).toMatchObject({
        name: spanName,
        attributes: { 'http.response.status_code': status },
        status: { code: 0 },
      });
      expect(server?.attributes['http.route']).toBe(route);

      const segment = view.xray.segments[0]?.document;
      expect(segment).toMatchObject({
        id: server?.spanId,
        trace_id: view.xrayTraceId,
        http: { response: { status } },
      });
      expect(segment?.['error'] ?? false).toBe(status >= 400);
      expect(segment).not.toHaveProperty('fault');

      expect(view.cloudwatch.events.at(-1)?.fields).toMatchObject({
        context: 'Access',
        trace_id: traceId,
        span_id: server?.spanId,
        xray_trace_id: view.xrayTraceId,
        'AWS-XRAY-TRACE-ID': `${view.xrayTraceId}@${server?.spanId ?? ''}`,
        remote_address: '127.0.0.1',
        method: init?.method ?? 'GET',
        scheme: 'http',
        path,
        status,
      });
      expect(view.rollbar.items).toHaveLength(0);
      expect(view.violations).toEqual([]);
    },
  );

  it('shows the home feed as the span home-activities-mock-data', async () => {
    const { traceId, body } = await call(app, '/api/activities/home');
    const view = await arrivedTrace(query, traceId);
    const span = view.otlp.spans.find(
      (it) => it.span.name === 'home-activities-mock-data',
    )?.span;
    const feed: unknown = JSON.parse(body);

    expect(span?.attributes).toMatchObject({
      'app.now': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      'app.result_length': Array.isArray(feed) ? feed.length : -1,
    });
  });

  it('shows the notifications as an X-Ray subsegment with its metadata', async () => {
    const { traceId, body } = await call(app, '/api/activities/notifications');
    const view = await arrivedTrace(query, traceId);
    const text = JSON.stringify(view.xray.segments[0]?.document);
    const feed: unknown = JSON.parse(body);

    expect(text).toContain('"name":"notification_activities"');
    expect(text).toContain(
      `"result_size":${String(Array.isArray(feed) ? feed.length : -1)}`,
    );
  });

  it('shows each query as a client span below the service', async () => {
    const { traceId } = await call(app, '/api/activities/home');
    const view = await arrivedTrace(query, traceId);
    const queries = view.otlp.spans.filter(
      (it) => it.span.attributes['db.system.name'] === 'postgresql',
    );

    expect(queries.length).toBeGreaterThan(0);
    for (const { span } of queries) {
      expect(span.kind).toBe(3);
      expect(span.attributes['db.query.text']).toMatch(/^select/i);
      expect(span.attributes['db.query.text']).not.toContain('andrewbrown');
    }
  });

  it('sends /rollbar/test as a message at level warning, in the same trace', async () => {
    const { traceId, body } = await call(app, '/rollbar/test');
    const view = await arrivedTrace(query, traceId, {
      otlp: 1,
      xray: 1,
      cloudwatch: 1,
      rollbar: 1,
    });

    expect(body).toBe('Hello World!');
    expect(view.rollbar.items[0]?.data).toMatchObject({
      level: 'warning',
      body: { message: { body: 'Hello World!' } },
      context: '/rollbar/test',
      custom: { trace_id: traceId, xray_trace_id: view.xrayTraceId },
      framework: 'nestjs',
    });
  });

  it('puts what a service says of the request on span, segment and access line', async () => {
    const { traceId, body } = await call(app, '/api/activities', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'annotated', ttl: '1-hour' }),
    });
    const view = await arrivedTrace(query, traceId);
    const { uuid }: { uuid: string } = JSON.parse(body);
    const annotations = { 'app.activity_uuid': uuid, 'app.ttl': '1-hour' };

    const server = view.otlp.spans.find((it) => it.span.kind === 2)?.span;
    expect(server?.attributes).toMatchObject(annotations);
    expect(view.xray.segments[0]?.document['annotations']).toEqual(annotations);
    expect(view.cloudwatch.events.at(-1)?.fields).toMatchObject(annotations);
    expect(view.violations).toEqual([]);
  });

  it('keeps secrets in a query string from every vendor', async () => {
    const { traceId } = await call(
      app,
      '/api/activities/search?term=x&access_token=hunter2&api_key=hunter3',
    );
    const view = await arrivedTrace(query, traceId);
    const everything = JSON.stringify(view);

    expect(everything).toContain('term=x');
    expect(everything).not.toContain('hunter2');
    expect(everything).not.toContain('hunter3');
  });

  it('writes the same access line to standard output', async () => {
    const { traceId } = await call(app, '/api/health-check?verbose=1');
    await arrivedTrace(query, traceId);
    const line = app.lines().find((it) => it['trace_id'] === traceId);

    expect(line).toMatchObject({
      context: 'Access',
      message: '127.0.0.1 GET http /api/health-check?verbose=1 200',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });
});
