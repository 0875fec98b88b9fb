import { startTestApp, type TestApp } from '../support/start-app.js';

const PATHS = [
  '/api/activities/home',
  '/nowhere?number=2',
  '/api/activities/@andrewbrown',
  '/api/health-check?number=4',
  '/api/activities/notifications',
];

describe('requests that share a connection', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ TELEMETRY_PERSONAL_DATA: 'shown' });
  });

  afterAll(async () => {
    await app.close();
  });

  it('have each a trace of its own, one after another', async () => {
    const connection = await app.connect();
    for (const [index, path] of PATHS.entries()) {
      connection.send(`GET ${path} HTTP/1.1`);
      const answer = (await connection.answers(index + 1)).at(-1);
      const trace = await app.traces.read(answer?.traceId ?? '');
      trace.accessLine().has({ path });
      trace.agrees();
    }
    connection.leave();
  });

  it('have each a trace of its own when all are written at once', async () => {
    const connection = await app.connect();
    connection.write(
      PATHS.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join(''),
    );
    const answers = await connection.answers(PATHS.length);
    connection.leave();

    expect(answers.map(({ status }) => status)).toEqual([
      200, 404, 200, 200, 200,
    ]);
    expect(new Set(answers.map(({ traceId }) => traceId)).size).toBe(
      PATHS.length,
    );
    for (const [index, path] of PATHS.entries()) {
      const trace = await app.traces.read(answers[index]?.traceId ?? '');
      trace.accessLine().has({ path });
      trace.agrees();
    }
  });

  it('keeps a request apart from the one before it that its client gave up', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const half = await app.connect();
    half.send(
      'POST /api/activities?half HTTP/1.1',
      {
        'content-type': 'application/json',
        'content-length': '100',
        traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      },
      '{"message":',
    );
    const whole = await app.request('/api/health-check').trace();
    half.leave();
    const left = await app.traces.read(traceId);

    left.accessLine().has({ status: 499, aborted: true });
    left.server().continues('00f067aa0ba902b7').ended('error');
    left.agrees();
    whole.accessLine().has({ status: 200 }).lacks('aborted');
    whole.agrees();
  });
});
