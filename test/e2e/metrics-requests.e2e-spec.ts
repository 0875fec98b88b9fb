import { RequestObserver } from '../../src/observability/index.js';
import { MetricReader } from '../support/metric-reader.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { ProbeModule } from './probe/probe.module.js';
import type { RequestKind } from './request-kind.js';
import { REQUEST_KINDS } from './request-matrix.js';

const DURATION = 'http.server.request.duration';
const REQUEST_SIZE = 'http.server.request.body.size';
const RESPONSE_SIZE = 'http.server.response.body.size';

/** What the metrics are to say of a kind of request, in one line. */
function expectedOf({ ask, status, route, errorType, span }: RequestKind) {
  const [method = '', target = ''] = ask.split(' ');
  const isUnknown = span === 'HTTP';
  const left = errorType === 'client_disconnected';
  const brokenOff =
    status < 500 &&
    (errorType === 'response_broken_off' || errorType === 'SyntaxError');
  return JSON.stringify([
    isUnknown ? '_OTHER' : method,
    route === false ? undefined : (route ?? target.split('?')[0]),
    left ? undefined : status,
    left
      ? 'client_disconnected'
      : brokenOff
        ? 'response_broken_off'
        : status >= 500
          ? String(status)
          : undefined,
  ]);
}

function toldOf(attributes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([
    attributes['http.request.method'],
    attributes['http.route'],
    attributes['http.response.status_code'],
    attributes['error.type'],
  ]);
}

function tally(lines: readonly (readonly [string, number])[]) {
  const counts: Record<string, number> = {};
  for (const [line, count] of lines) {
    counts[line] = (counts[line] ?? 0) + count;
  }
  return counts;
}

describe('metrics of requests that no sampler keeps', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp(
      {
        OTEL_TRACES_SAMPLER: 'always_off',
        TRACES_ALWAYS_KEEP: 'none',
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
      },
      { modules: [ProbeModule] },
    );
  });

  afterAll(async () => {
    await app.close();
  });

  const metrics = () => MetricReader.read(app.sandbox.endpoints.query);

  async function send({
    ask,
    version,
    headers = {},
    body = '',
    client,
  }: RequestKind): Promise<void> {
    const connection = await app.connect();
    const length =
      body === '' || 'transfer-encoding' in headers
        ? {}
        : { 'content-length': String(Buffer.byteLength(body)) };
    connection.send(
      `${ask} HTTP/${version ?? '1.1'}`,
      { ...length, ...headers, connection: 'close' },
      body,
    );
    if (client === undefined) {
      await connection.closed();
      return;
    }
    await (client === 'leaves'
      ? expect.poll(() => app.get(RequestObserver).open).toBe(1)
      : connection.begun());
    connection.leave();
    await expect.poll(() => app.get(RequestObserver).open).toBe(0);
  }

  it('count every kind of response exactly once, by OTLP', async () => {
    const busy = await app.connect();
    for (const kind of REQUEST_KINDS) {
      await send(kind);
    }
    const expected = tally(REQUEST_KINDS.map((kind) => [expectedOf(kind), 1]));

    await expect
      .poll(async () => (await metrics()).total(DURATION), { timeout: 15_000 })
      .toBe(REQUEST_KINDS.length);
    const read = await metrics();
    expect(
      tally(
        read
          .points(DURATION)
          .map(({ attributes, count }) => [toldOf(attributes), Number(count)]),
      ),
    ).toEqual(expected);
    busy.leave();
  }, 120_000);

  it('say what they are by the conventions, without an exemplar', async () => {
    const read = await metrics();
    expect(read.metric(DURATION)).toMatchObject({
      unit: 's',
      type: 'histogram',
      aggregationTemporality: 2,
    });
    for (const { attributes, explicitBounds, exemplars } of read.points(
      DURATION,
    )) {
      expect(attributes['url.scheme']).toBe('http');
      expect(explicitBounds).toEqual([
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5,
        10,
      ]);
      expect(exemplars).toEqual([]);
    }
    const versions = read
      .points(DURATION)
      .map(({ attributes }) => attributes['network.protocol.version']);
    expect(new Set(versions)).toEqual(new Set(['1.0', '1.1', undefined]));
  });

  it('tell the sizes of bodies that are known', async () => {
    const read = await metrics();
    expect([
      read.metric(REQUEST_SIZE).unit,
      read.metric(RESPONSE_SIZE).unit,
    ]).toEqual(['By', 'By']);
    const posts = {
      'http.route': '/api/activities',
      'http.response.status_code': 200,
    };
    // The chunked one has no length.
    expect(read.points(REQUEST_SIZE, posts)).toMatchObject([
      { count: '2', sum: 2 * '{"message":"hello","ttl":"1-hour"}'.length },
    ]);
    const [nothing] = read.points(RESPONSE_SIZE, {
      'http.route': '/probe/thing',
    });
    expect(nothing).toMatchObject({ count: '1', sum: 0 });
    const head = read.points(RESPONSE_SIZE, { 'http.request.method': 'HEAD' });
    expect(head).toMatchObject([{ count: '1', sum: 0 }]);
    const [health] = read.points(RESPONSE_SIZE, {
      'http.route': '/api/health-check',
      'http.request.method': 'GET',
      'network.protocol.version': '1.0',
    });
    expect(health?.['sum']).toBe('{"success":true}'.length);
  });

  it('count what is under way, and that it no longer is', async () => {
    const connection = await app.connect();
    connection.send('GET /probe/busy HTTP/1.1');
    const active = async () =>
      (await metrics()).total('http.server.active_requests', {
        'http.request.method': 'GET',
      });
    await expect.poll(active, { timeout: 10_000 }).toBe(1);
    expect(
      (await metrics()).metric('http.server.active_requests'),
    ).toMatchObject({
      type: 'sum',
      unit: '{request}',
      isMonotonic: false,
    });
    connection.leave();
    await expect.poll(active, { timeout: 10_000 }).toBe(0);
  }, 40_000);

  it('cannot be multiplied by paths and methods that callers invent', async () => {
    const before = (await metrics()).points(DURATION).length;
    for (let turn = 0; turn < 30; turn += 1) {
      await fetch(`${app.url}/invented/${turn}?q=${turn}`);
      const connection = await app.connect();
      connection.send(`INVENTED${turn} /x HTTP/1.1`, { connection: 'close' });
      await connection.closed();
    }
    const all = REQUEST_KINDS.length + 60;
    await expect
      .poll(async () => (await metrics()).total(DURATION), { timeout: 15_000 })
      .toBeGreaterThanOrEqual(all);
    expect((await metrics()).points(DURATION).length).toBe(before);
  }, 60_000);
});
