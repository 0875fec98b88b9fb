import { request } from 'node:http';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const XRAY_ID = '1-5b8efff7-98038103d269b633813fc60c';

describe('query API', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  const get = (path: string): Promise<Response> =>
    fetch(sandbox.endpoints.query + path);
  const sendSpan = (): Promise<Response> =>
    fetch(`${sandbox.endpoints.otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-honeycomb-team': 'k' },
      body: JSON.stringify({
        resourceSpans: [
          {
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: TRACE_ID,
                    spanId: 'eee19b7ec3c1b174',
                    name: 'GET /x',
                    kind: 2,
                    startTimeUnixNano: '1700000000000000000',
                    endTimeUnixNano: '1700000000001000000',
                  },
                ],
              },
            ],
          },
        ],
      }),
    });

  it('shows where everything listens', async () => {
    const answer = await get('/');
    expect(await answer.json()).toMatchObject({ endpoints: sandbox.endpoints });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('shows requests, traces by any spelling, violations and counts, and forgets on demand', async () => {
    await sendSpan();
    await fetch(`${sandbox.endpoints.rollbar}/api/1/item/`, {
      method: 'POST',
      headers: { 'x-rollbar-access-token': 't' },
      body: JSON.stringify({
        data: {
          environment: 'e',
          body: { message: { body: 'm' } },
          custom: { trace_id: TRACE_ID },
        },
      }),
    });
    expect(await (await get('/api/requests?limit=5')).json()).toMatchObject({
      requests: [
        {
          traceId: TRACE_ID,
          vendors: {
            otlp: true,
            xray: false,
            cloudwatch: false,
            rollbar: true,
          },
        },
      ],
    });
    for (const id of [
      TRACE_ID,
      TRACE_ID.toUpperCase(),
      XRAY_ID,
      XRAY_ID.toUpperCase(),
    ]) {
      expect(await (await get(`/api/traces/${id}`)).json()).toMatchObject({
        traceId: TRACE_ID,
        xrayTraceId: XRAY_ID,
        otlp: { spans: [{ span: { name: 'GET /x' } }], logs: [] },
        xray: { segments: [] },
        cloudwatch: { events: [] },
        rollbar: { items: [{ data: { environment: 'e' } }] },
      });
    }
    expect(await (await get('/api/violations')).json()).toMatchObject({
      violations: [{ vendor: 'otlp', rule: 'resource.service-name-missing' }],
    });
    expect(await (await get('/api/counts')).json()).toMatchObject({
      counts: { otlp: { records: 1, violations: 1 }, rollbar: { records: 1 } },
      retainedBytes: sandbox.store.retainedBytes,
    });
    expect(await (await get('/api/arrivals?kind=span')).json()).toEqual({
      arrivals: [
        { traceId: TRACE_ID, records: 1, duplicates: 0, occurrences: 1 },
      ],
      forgotten: 0,
    });
    expect((await get('/api/arrivals?kind=metric')).status).toBe(400);
    expect(await (await get('/api/metrics')).json()).toEqual({ metrics: [] });
    const reset = await fetch(`${sandbox.endpoints.query}/api/reset`, {
      method: 'POST',
    });
    expect(reset.status).toBe(200);
    expect((await get(`/api/traces/${TRACE_ID}`)).status).toBe(404);
    expect(sandbox.store.counts().otlp.requests).toBe(0);
  });

  it('sets sampling rules, which the daemon then serves', async () => {
    const put = (rules: unknown): Promise<Response> =>
      fetch(`${sandbox.endpoints.query}/api/sampling-rules`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rules }),
      });
    const rule = {
      RuleName: 'all',
      Priority: 1,
      FixedRate: 1,
      ReservoirSize: 0,
    };
    expect((await put([rule])).status).toBe(200);
    const served = await fetch(
      `http://${sandbox.endpoints.xray}/GetSamplingRules`,
      {
        method: 'POST',
        body: '{}',
      },
    );
    expect(await served.json()).toMatchObject({
      SamplingRuleRecords: [
        { SamplingRule: { RuleName: 'all', FixedRate: 1 } },
        { SamplingRule: { RuleName: 'Default' } },
      ],
    });
    const bad = await put([{ ...rule, FixedRate: 2 }]);
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([
    ['/api/traces/xyz', 400, 'INVALID_TRACE_ID'],
    [`/api/traces/${'a'.repeat(90)}`, 400, 'INVALID_TRACE_ID'],
    [`/api/traces/${'a'.repeat(200)}`, 414, 'INVALID_REQUEST'],
    [`/api/traces/${'0'.repeat(32)}`, 400, 'INVALID_TRACE_ID'],
    [`/api/traces/${TRACE_ID}`, 404, 'TRACE_UNKNOWN'],
    ['/api/requests?limit=0', 400, 'INVALID_INPUT'],
    ['/api/requests?limit=x', 400, 'INVALID_INPUT'],
    ['/api/requests?limit=10001', 400, 'INVALID_INPUT'],
    ['/api/nothing', 404, 'NOT_FOUND'],
    ['/api/traces/%zz', 400, 'INVALID_REQUEST'],
  ])('answers GET %s with %i %s', async (path, status, code) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      code,
      message: expect.stringMatching(/\w/),
    });
  });

  it.each([
    ['rebound.example', 403],
    ['rebound.example:80', 403],
    ['127.0.0.1.example.com', 403],
    ['localhost', 200],
    ['localhost:4568', 200],
    ['[::1]:4568', 200],
  ])('answers a request for the host %s with %i', async (host, expected) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(
        `${sandbox.endpoints.query}/api/counts`,
        { headers: { host } },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode));
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(expected);
  });

  it.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['http://localhost:4568', 200],
  ])('answers a page of the origin %s with %i', async (origin, status) => {
    const answer = await fetch(`${sandbox.endpoints.query}/api/reset`, {
      method: 'POST',
      headers: { origin },
    });
    expect(answer.status).toBe(status);
  });
});
