import { connect } from 'node:net';
import { sql } from 'drizzle-orm';
import { Database } from '../../src/database/index.js';
import { RequestObserver } from '../../src/observability/request/index.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

/** One kind of request, and the story that every vendor must tell of it. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly init?: RequestInit;
  readonly status: number;
  readonly spanName: string;
  readonly route?: string;
}

const json = { 'content-type': 'application/json' };

const KINDS: readonly Kind[] = [
  {
    name: 'a feed',
    path: '/api/activities/home',
    status: 200,
    spanName: 'GET /api/activities/home',
    route: '/api/activities/home',
  },
  {
    name: 'a path with a parameter',
    path: '/api/activities/@andrewbrown?limit=1',
    status: 200,
    spanName: 'GET /api/activities/@:handle',
    route: '/api/activities/@:handle',
  },
  {
    name: 'refused input',
    path: '/api/activities',
    init: { method: 'POST', headers: json, body: '{}' },
    status: 422,
    spanName: 'POST /api/activities',
    route: '/api/activities',
  },
  {
    name: 'malformed JSON',
    path: '/api/activities',
    init: { method: 'POST', headers: json, body: '{"message":' },
    status: 400,
    spanName: 'POST /api/activities',
    route: '/api/activities',
  },
  {
    name: 'a body that is too large',
    path: '/api/messages',
    init: { method: 'POST', headers: json, body: `"${'x'.repeat(200_000)}"` },
    status: 413,
    spanName: 'POST /api/messages',
    route: '/api/messages',
  },
  {
    name: 'a body that is not JSON',
    path: '/api/messages',
    init: {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'hello',
    },
    status: 415,
    spanName: 'POST /api/messages',
    route: '/api/messages',
  },
  { name: 'an unknown route', path: '/nowhere', status: 404, spanName: 'GET' },
  {
    name: 'a wrong method',
    path: '/api/activities/home',
    init: { method: 'DELETE' },
    status: 405,
    spanName: 'DELETE',
  },
  {
    name: 'a URL that cannot be decoded',
    path: '/api/activities/%E0%A4%A',
    status: 400,
    spanName: 'GET',
  },
  {
    name: 'a very long path and user agent',
    path: `/api/activities/@${'x'.repeat(5000)}`,
    init: { headers: { 'user-agent': 'curl '.repeat(1000) } },
    status: 200,
    spanName: 'GET /api/activities/@:handle',
    route: '/api/activities/@:handle',
  },
  {
    name: 'a preflight',
    path: '/api/activities/home',
    init: {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'GET',
      },
    },
    status: 204,
    spanName: 'OPTIONS',
  },
  {
    name: 'HEAD',
    path: '/api/health-check',
    init: { method: 'HEAD' },
    status: 200,
    spanName: 'HEAD /api/health-check',
    route: '/api/health-check',
  },
];

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

  it.each(KINDS)(
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

  it.each([
    [
      'traceparent',
      {
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      '0af7651916cd43dd8448eb211c80319c',
      'b7ad6b7169203331',
    ],
    [
      'X-Amzn-Trace-Id with a parent',
      {
        'x-amzn-trace-id':
          'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      },
      '5759e988bd862e3fe1be46a994272793',
      '53995c3f42cd8ad8',
    ],
    [
      'X-Amzn-Trace-Id as a load balancer sends it',
      { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' },
      '67891233abcdef012345678912345678',
      undefined,
    ],
  ])('continues a trace from %s', async (_, headers, traceId, parent) => {
    const answered = await call(app, '/api/health-check', { headers });
    expect(answered.traceId).toBe(traceId);

    const view = await arrivedTrace(query, traceId);
    const server = view.otlp.spans.find((it) => it.span.kind === 2)?.span;
    expect(server?.parentSpanId).toBe(parent);
    expect(view.xray.segments[0]?.document['parent_id']).toBe(parent);
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

  it('keeps 200 concurrent requests apart', async () => {
    const calls = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        call(
          app,
          index % 2 === 0
            ? '/api/activities/home'
            : '/api/activities/notifications',
        ),
      ),
    );
    expect(new Set(calls.map(({ traceId }) => traceId)).size).toBe(200);

    for (const { traceId } of calls) {
      const view = await arrivedTrace(query, traceId);
      const servers = view.otlp.spans.filter((it) => it.span.kind === 2);
      expect(servers).toHaveLength(1);
      const ids = new Set(view.otlp.spans.map((it) => it.span.spanId));
      for (const { span } of view.otlp.spans) {
        if (span.kind !== 2) {
          expect(ids).toContain(span.parentSpanId);
        }
      }
      expect(view.xray.segments).toHaveLength(1);
      expect(view.cloudwatch.events).toHaveLength(1);
    }
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

  it('answers what is no HTTP request with a problem document', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.end('BREW /pot HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const answer = (await socket.setEncoding('utf8').toArray()).join('');

    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
      title: 'Bad Request',
      status: 400,
    });
  });

  it('records a client that left as 499, without a status sent', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.write(
      [
        'POST /api/activities HTTP/1.1',
        'host: localhost',
        'content-type: application/json',
        'content-length: 100',
        `traceparent: 00-${traceId}-00f067aa0ba902b7-01`,
        '',
        '{"message":',
      ].join('\r\n'),
    );
    await expect.poll(() => app.get(RequestObserver).open).toBeGreaterThan(0);
    socket.destroy();

    const view = await arrivedTrace(query, traceId);
    const server = view.otlp.spans.find((it) => it.span.kind === 2)?.span;
    expect(server).toMatchObject({
      attributes: { 'error.type': 'client_disconnected' },
      status: { code: 2 },
    });
    expect(view.cloudwatch.events.at(-1)?.fields).toMatchObject({
      status: 499,
      aborted: true,
    });
    expect(view.violations).toEqual([]);
  });
});

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
