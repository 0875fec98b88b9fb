import { startTestApp, type TestApp } from '../../support/start-app.js';

const POST = { 'content-type': 'application/json', connection: 'close' };

/** Requests whose content is hostile, and the status that each gets. */
const REQUESTS: readonly {
  readonly name: string;
  readonly line: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
}[] = [
  {
    name: '100,000 bytes of headers',
    line: 'GET /api/health-check?m=M HTTP/1.1',
    headers: { 'x-long': 'x'.repeat(100_000) },
    status: 431,
  },
  {
    name: '500 headers',
    line: 'GET /api/health-check?m=M HTTP/1.1',
    headers: Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`x${String(index)}`, '1']),
    ),
    status: 200,
  },
  {
    name: 'header values in latin1 and broken UTF-8',
    line: 'GET /api/health-check?m=M HTTP/1.1',
    headers: {
      'user-agent': '\u00e9\u00ff\u0080'.repeat(500),
      referer: '\u00c3\u0028',
      'x-request-id': '\u00f0\u0028\u008c\u00bc',
      traceparent: '\u00ff'.repeat(55),
      baggage: 'k=\u00ff,'.repeat(300),
    },
    status: 200,
  },
  {
    name: 'a path of 15 kB with a broken percent-encoding',
    line: `GET /api/activities/${'%E0%A4%A'.repeat(1900)}?m=M HTTP/1.1`,
    status: 400,
  },
  {
    name: 'a query of 15 kB with broken percent-encodings',
    line: `GET /api/health-check?m=M&${'a%=%ff&token=%zz&'.repeat(850)} HTTP/1.1`,
    status: 200,
  },
  {
    name: 'a body of 10,000 levels',
    line: 'POST /api/activities?m=M HTTP/1.1',
    body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
    status: 422,
  },
  {
    name: 'a body of lists without end',
    line: 'POST /api/activities?m=M HTTP/1.1',
    body: '['.repeat(90_000),
    status: 400,
  },
  {
    name: '__proto__ in the body',
    line: 'POST /api/activities?m=M HTTP/1.1',
    body: '{"__proto__":{"polluted":true},"message":"m","ttl":"1-day"}',
    status: 400,
  },
  {
    name: 'constructor in the body',
    line: 'POST /api/activities?m=M HTTP/1.1',
    body: '{"constructor":{"prototype":{"polluted":true}},"message":"m"}',
    status: 400,
  },
  {
    name: 'a key twice in the body',
    line: 'POST /api/activities?m=M HTTP/1.1',
    body: '{"message":"first","message":"","ttl":"1-day"}',
    status: 422,
  },
];

describe('a request of hostile content', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });

  afterAll(async () => {
    await app.close();
  });

  it.each(REQUESTS.map((request, index) => ({ ...request, index })))(
    'is answered $status and recorded: $name',
    async ({ line, headers = {}, body, status, index }) => {
      const marker = `hostile${String(index)}`;
      const sent = { ...POST, ...headers };
      const [answer] = await app
        .connect()
        .then((connection) =>
          connection
            .send(
              line.replace('m=M', `m=${marker}`),
              body === undefined
                ? sent
                : { ...sent, 'content-length': String(body.length) },
              body,
            )
            .closed(),
        );
      expect(answer?.status).toBe(status);
      const trace = await app.traces.read(answer?.traceId ?? '');
      trace.server().has({ 'http.response.status_code': status });
      trace.accessLine().has({ status });
      expect(trace.segment().fields['http']).toMatchObject({
        response: { status },
      });
      expect(trace.view.violations).toEqual([]);
      expect(app.sandbox.store.violations()).toEqual([]);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
  );
});
