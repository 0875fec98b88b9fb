import { connect } from 'node:net';
import { RequestObserver } from '../../src/observability/request/index.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

describe('the trace of a request', () => {
  let app: TestApp;
  let query: string;

  beforeAll(async () => {
    app = await startTestApp();
    query = app.sandbox.endpoints.query;
  });

  afterAll(async () => {
    await app.close();
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
