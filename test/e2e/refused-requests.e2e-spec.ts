import { once } from 'node:events';
import { connect } from 'node:net';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace } from '../support/telemetry.js';

/** Requests that Node's HTTP parser refuses, so that no handler ever sees them. */
const REFUSED = [
  {
    name: 'what is no HTTP',
    bytes: 'GARBAGE /secret?token=hunter2 HTTP/1.1\r\n\r\n',
    status: 400,
    spanName: 'HTTP',
    path: '/secret?token=[redacted]',
    method: '_OTHER',
    errorType: 'HPE_INVALID_METHOD',
  },
  {
    name: 'a header that is too large',
    bytes: `GET /large HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    status: 431,
    spanName: 'GET',
    path: '/large',
    method: 'GET',
    errorType: 'HPE_HEADER_OVERFLOW',
  },
  {
    name: 'no request line at all',
    bytes: '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n',
    status: 400,
    spanName: 'HTTP',
    path: '',
    method: '_OTHER',
    errorType: 'HPE_INVALID_METHOD',
  },
] as const;

function traceIdOf(answer: string): string {
  return /traceparent: 00-([0-9a-f]{32})-/.exec(answer)?.[1] ?? '';
}

describe('a request that the parser refuses', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  const answerTo = async (bytes: string): Promise<string> => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    socket.write(bytes);
    await once(socket, 'close');
    return answer;
  };
  it.each(REFUSED)(
    'has its span, segment and access line: $name',
    async ({ bytes, status, spanName, path, method, errorType }) => {
      const answer = await answerTo(bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
      const traceId = traceIdOf(answer);
      const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);

      expect(view.otlp.spans[0]?.span).toMatchObject({
        name: spanName,
        kind: 2,
        status: { code: 0 },
        attributes: {
          'http.response.status_code': status,
          'error.type': errorType,
        },
      });
      expect(view.xray.segments[0]?.document).toMatchObject({
        error: true,
        http: { response: { status } },
      });
      expect(view.cloudwatch.events[0]?.fields).toMatchObject({
        context: 'Access',
        trace_id: traceId,
        method,
        path,
        status,
      });
      expect(answer).toContain(`"trace_id":"${traceId}"`);
      expect(view.violations).toEqual([]);
      expect(JSON.stringify(view)).not.toContain('hunter2');
    },
  );

  it('is a request like any other where only its Expect is unknown', async () => {
    const answer = await answerTo(
      'GET /api/health-check HTTP/1.1\r\nhost: a\r\nexpect: tea\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 417 /);
    expect(answer).toContain('application/problem+json');
    const view = await arrivedTrace(
      app.sandbox.endpoints.query,
      traceIdOf(answer),
    );
    expect(view.otlp.spans.at(-1)?.span).toMatchObject({
      name: 'GET /api/health-check',
      attributes: { 'http.response.status_code': 417 },
    });
    expect(view.cloudwatch.events.at(-1)?.fields).toMatchObject({
      status: 417,
    });
    expect(view.violations).toEqual([]);
  });

  it('is recorded once where the refusal comes in its body', async () => {
    const answer = await answerTo(
      'POST /api/messages HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nno length\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    const view = await arrivedTrace(
      app.sandbox.endpoints.query,
      traceIdOf(answer),
    );

    expect(view.otlp.spans.filter(({ span }) => span.kind === 2)).toHaveLength(
      1,
    );
    expect(view.otlp.spans.at(-1)?.span).toMatchObject({
      name: 'POST /api/messages',
      attributes: { 'http.response.status_code': 400 },
    });
    expect(view.cloudwatch.events.at(-1)?.fields).toMatchObject({
      route: '/api/messages',
      status: 400,
    });
    expect(view.violations).toEqual([]);
  });
});
