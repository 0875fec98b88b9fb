import { get, request } from 'node:http';
import { HomeActivities } from '../../src/activities/home-activities.service.js';
import {
  CallReceiver,
  type ReceivedCall,
} from '../../src/observability/outgoing/call-receiver.spec-server.js';
import type { TraceView } from '../../src/sandbox/store/views.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace, call } from '../support/telemetry.js';

const CLIENT = 3;
const ERROR = 2;

const requested = (target: string, headers = {}): Promise<void> =>
  new Promise((resolve) => {
    request(target, { headers }, (response) => {
      response.resume().once('close', resolve);
    })
      .once('error', () => {
        resolve();
      })
      .end();
  });

describe('calls to other services', () => {
  const receiver = new CallReceiver();
  let app: TestApp;
  let duringRequest: () => Promise<unknown>;

  beforeAll(async () => {
    await receiver.listen();
    app = await startTestApp({ XRAY_HEADER_HOSTS: 'localhost' });
    const home = app.get(HomeActivities);
    const run = home.run.bind(home);
    home.run = async (page) => {
      await duringRequest();
      return run(page);
    };
  });

  afterAll(async () => {
    await app.close();
    await receiver.close();
  });

  /** The trace of a request that makes `calls` on its way. */
  async function traceWith(calls: () => Promise<unknown>): Promise<TraceView> {
    duringRequest = calls;
    const { response, traceId } = await call(app, '/api/activities/home');
    expect(response.status).toBe(200);
    return arrivedTrace(app.sandbox.endpoints.query, traceId);
  }

  const url = (path: string, host = '127.0.0.1'): string =>
    `http://${host}:${String(receiver.port)}${path}`;

  const fetched = async (path: string, init?: RequestInit): Promise<unknown> =>
    fetch(url(path), init)
      .then(async (response) => response.text())
      .catch((error: unknown) => error);

  const sent = (path: string): ReceivedCall | undefined =>
    receiver.received.find((it) => it.path === path);

  it('are client spans and remote subsegments of the request, and the other side receives their ids', async () => {
    const headers = { 'x-own': '1' };
    const view = await traceWith(async () => {
      await fetched('/by-fetch?token=abc', { headers });
      await requested(url('/by-request'), headers);
      await new Promise<void>((resolve) => {
        get(url('/by-get', 'localhost'), { headers }, (response) => {
          response.resume().once('end', resolve);
        });
      });
    });
    expect(headers).toEqual({ 'x-own': '1' });

    const spans = callSpans(view);
    expect(spans.map(({ name }) => name)).toEqual(['GET', 'GET', 'GET']);
    const ids = new Set(view.otlp.spans.map(({ span }) => span.spanId));
    const remote = remoteSubsegments(view);
    for (const [index, path] of [
      '/by-fetch?token=abc',
      '/by-request',
      '/by-get',
    ].entries()) {
      const span = spans[index];
      expect(span?.status.code).toBe(0);
      expect(ids).toContain(span?.parentSpanId);
      expect(sent(path)?.headers['traceparent']).toBe(
        `00-${view.traceId}-${span?.spanId ?? ''}-01`,
      );
      const address = path === '/by-get' ? 'localhost' : '127.0.0.1';
      expect(remote.get(span?.spanId)).toMatchObject({
        name: address,
        namespace: 'remote',
        http: {
          request: {
            method: 'GET',
            url: url(path.replace(/\?.*/, ''), address),
          },
          response: { status: 200 },
        },
      });
    }
    expect(JSON.stringify(view)).not.toContain('token=abc');
    expect(sent('/by-get')?.headers['x-amzn-trace-id']).toBe(
      `Root=${view.xrayTraceId};Parent=${spans[2]?.spanId ?? ''};Sampled=1`,
    );
    expect(sent('/by-request')?.headers).not.toHaveProperty('x-amzn-trace-id');
    expect(view.violations).toEqual([]);
  });

  it.each([
    ['not found', () => fetched('/status/404'), '404', 'error'],
    ['throttled', () => requested(url('/status/429')), '429', 'throttle'],
    ['failed', () => fetched('/status/500'), '500', 'fault'],
    ['reset', () => requested(url('/reset')), 'ECONNRESET', 'fault'],
    ['cut off', () => fetched('/half'), 'UND_ERR_SOCKET', 'fault'],
    [
      'too slow',
      () => fetched('/silent', { signal: AbortSignal.timeout(30) }),
      'TimeoutError',
      'fault',
    ],
  ])('say what went wrong: %s', async (_, calls, type, flag) => {
    const view = await traceWith(calls);
    const [span] = callSpans(view);
    expect(span).toMatchObject({
      status: { code: ERROR },
      attributes: { 'error.type': type },
    });
    expect(remoteSubsegments(view).get(span?.spanId)).toMatchObject({
      [flag]: true,
    });
    const server = view.otlp.spans.find(({ span: it }) => it.kind === 2)?.span;
    expect(server?.status.code).toBe(0);
    expect(view.xray.segments[0]?.document).not.toHaveProperty('fault');
    expect(view.violations).toEqual([]);
  });

  it('stay in their own requests, 200 at once', async () => {
    let calls = 0;
    duringRequest = () => {
      calls += 1;
      const path = `/many/${String(calls)}`;
      return calls % 2 === 0 ? fetched(path) : requested(url(path));
    };
    const traces = await Promise.all(
      Array.from({ length: 200 }, () => call(app, '/api/activities/home')),
    );
    for (const { traceId } of traces) {
      const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
      const spans = callSpans(view);
      expect(spans).toHaveLength(1);
      const received = receiver.received.filter(({ headers }) =>
        headers['traceparent']?.includes(traceId),
      );
      expect(received.map(({ headers }) => headers['traceparent'])).toEqual([
        `00-${traceId}-${spans[0]?.spanId ?? ''}-01`,
      ]);
      expect(view.violations).toEqual([]);
    }
  });

  it('leave out the application’s own telemetry, though requests set it going', async () => {
    await call(app, '/rollbar/test');
    await expect
      .poll(() => app.sandbox.store.items().length)
      .toBeGreaterThan(0);
    await traceWith(() => fetched('/last'));

    const { store } = app.sandbox;
    expect(store.logEvents().length).toBeGreaterThan(0);
    expect(store.segments().length).toBeGreaterThan(0);
    const ports = store
      .spans()
      .filter(({ span }) => span.attributes['url.full'] !== undefined)
      .map(({ span }) => span.attributes['server.port']);
    expect(new Set(ports)).toEqual(new Set([receiver.port]));
  });
});

function callSpans({ otlp }: TraceView) {
  return otlp.spans
    .map(({ span }) => span)
    .filter(
      ({ kind, attributes }) =>
        kind === CLIENT && attributes['http.request.method'] !== undefined,
    )
    .toSorted((one, other) =>
      one.startTimeUnixNano < other.startTimeUnixNano ? -1 : 1,
    );
}

/** The remote subsegments of a trace's segment, wherever they are nested, by id. */
function remoteSubsegments({ xray }: TraceView) {
  const found = new Map<unknown, object>();
  const visit = (document: unknown): void => {
    if (typeof document !== 'object' || document === null) {
      return;
    }
    if (Reflect.get(document, 'namespace') === 'remote') {
      found.set(Reflect.get(document, 'id'), document);
    }
    const below: unknown = Reflect.get(document, 'subsegments');
    if (Array.isArray(below)) {
      below.forEach(visit);
    }
  };
  for (const { document } of xray.segments) {
    visit(document);
  }
  return found;
}
