import { startTestApp, type TestApp } from '../support/start-app.js';

describe('what the vendors have of a request', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it('shows the home feed as the span home-activities-mock-data', async () => {
    const request = app.request('/api/activities/home');
    const { body } = await request.answer();
    const feed: unknown = JSON.parse(body);
    const trace = await request.trace();

    trace.span('home-activities-mock-data').has({
      'app.now': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      'app.result_length': Array.isArray(feed) ? feed.length : -1,
    });
  });

  it('shows the notifications as an X-Ray subsegment with its metadata', async () => {
    const request = app.request('/api/activities/notifications');
    const { body } = await request.answer();
    const feed: unknown = JSON.parse(body);
    const trace = await request.trace();

    trace.subsegment('notification_activities').has({
      metadata: {
        notifications: {
          result_size: Array.isArray(feed) ? feed.length : -1,
        },
      },
    });
  });

  it('shows each query as a client span without its values', async () => {
    const trace = await app.request('/api/activities/home').trace();
    const queries = trace.spans.filter(
      ({ attributes }) => attributes['db.system.name'] === 'postgresql',
    );

    expect(queries.length).toBeGreaterThan(0);
    for (const { kind, attributes } of queries) {
      expect(kind).toBe(3);
      expect(attributes['db.query.text']).toMatch(/^select/i);
      expect(attributes['db.query.text']).not.toContain('andrewbrown');
    }
  });

  it('sends /rollbar/test as a message at level warning, in the same trace', async () => {
    const request = app.request('/rollbar/test');
    expect((await request.answer()).body).toBe('Hello World!');
    const trace = await request.trace({ items: 1 });

    trace.item().has({
      level: 'warning',
      body: { message: { body: 'Hello World!' } },
      context: '/rollbar/test',
      framework: 'nestjs',
    });
    trace.agrees();
  });

  it('puts what a service says of the request on span, segment and access line', async () => {
    const request = app.request('/api/activities', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'annotated', ttl: '1-hour' }),
    });
    const { body } = await request.answer();
    const { uuid }: { uuid: string } = JSON.parse(body);
    const annotations = { 'app.activity_uuid': uuid, 'app.ttl': '1-hour' };
    const trace = await request.trace();

    trace.server().has(annotations);
    trace.segment().has({ annotations });
    trace.accessLine().has(annotations);
    trace.agrees();
  });

  it('names the acting user by a uuid, on span and segment', async () => {
    const trace = await app
      .request('/api/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message: 'hi', user_receiver_handle: 'bayko' }),
      })
      .trace();

    const id = trace.server().fields['user.id'];
    expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    trace.segment().has({ user: id });
    trace.agrees();
  });

  it.each([
    '/api/activities/home',
    '/api/activities/notifications',
    '/api/activities/@bayko',
    '/api/activities/search?term=a',
    '/api/activities/search?term=',
    '/api/message_groups',
    '/api/messages/@bayko',
  ])('names the acting user of GET %s', async (path) => {
    const trace = await app.request(path).trace();

    const id = trace.server().fields['user.id'];
    expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    trace.segment().has({ user: id });
    trace.accessLine().has({ user_id: id });
    trace.agrees().hides('andrewbrown');
  });

  it('keeps secrets in a query string from every vendor', async () => {
    const trace = await app
      .request(
        '/api/activities/search?limit=3&term=x&access_token=hunter2&api_key=hunter3',
      )
      .trace();

    trace.server().has({
      'url.query': expect.stringMatching(/^limit=3&term=\[redacted\]&/),
    });
    trace.hides('hunter2', 'hunter3');
  });

  it.each([
    ['a path', 'GET /reset/eyJhbGciOiJIUzI1NiJ9.hunter2.hunter3', {}],
    [
      'the path of an absolute URL',
      'GET http://a:hunter2@a/AKIAHUNTER2HUNTER333',
      {},
    ],
    ['a user agent', 'GET /', { 'user-agent': 'x Bearer hunter2.hunter3' }],
    ['a host', 'GET /', { host: 'hunter2@example.com' }],
  ])('keeps secrets in %s from every vendor', async (_name, ask, headers) => {
    const connection = await app.connect();
    connection.send(`${ask} HTTP/1.1`, { ...headers, connection: 'close' });
    const [answer] = await connection.closed();
    const trace = await app.traces.read(answer?.traceId ?? '');

    trace.agrees().hides('hunter2', 'hunter3', 'HUNTER2');
  });

  it.each([
    [
      'GET http://api.example.com:8080/api/health-check?full=1',
      '/api/health-check',
      'http://api.example.com:8080/api/health-check',
    ],
    ['GET HTTP://api.example.com?full=1', '/', 'http://api.example.com/'],
    ['OPTIONS *', '*', '*'],
  ])('tells %s by its path and its host', async (ask, path, url) => {
    const connection = await app.connect();
    connection.send(`${ask} HTTP/1.1`, { connection: 'close' });
    const [answer] = await connection.closed();
    const trace = await app.traces.read(answer?.traceId ?? '');

    trace.server().has({ 'url.path': path });
    trace.segment().has({ http: { request: { url } } });
    trace.agrees();
  });

  it('writes the access line to standard output as it sends it', async () => {
    const trace = await app.request('/api/health-check?verbose=1').trace();

    trace.accessLine().has({
      message: '127.0.0.1 GET http /api/health-check?verbose=1 200',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(trace.lines).toEqual([trace.accessLine().fields]);
  });
});
