import {
  jsonRequest,
  jsonSpan,
  SPAN_ID,
  useOtlpSandbox,
} from '../otlp/otlp-sandbox.spec-fixture.js';
import { XRAY_ID } from '../insight/trace-records.spec-fixture.js';

const SEGMENTS = {
  TraceSegmentDocuments: [
    JSON.stringify({
      name: 'cruddur',
      id: SPAN_ID,
      trace_id: XRAY_ID,
      start_time: 1_700_000_000,
      end_time: 1_700_000_001,
    }),
  ],
};
const ITEM = { data: { environment: 'e', body: { message: { body: 'm' } } } };

const send = (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('retries counted', () => {
  const given = useOtlpSandbox();
  const retries = (vendor: 'otlp' | 'xray' | 'rollbar' | 'cloudwatch') =>
    given.sandbox.store.counts()[vendor].retries;

  it('are requests to the OTLP endpoint whose very bytes had come before', async () => {
    const body = jsonRequest(jsonSpan());
    await given.post('/v1/traces', body);
    expect(retries('otlp')).toBe(0);
    await given.post('/v1/traces', body);
    await given.post('/v1/traces', body);
    expect(retries('otlp')).toBe(2);
    await given.post('/v1/traces', jsonRequest(jsonSpan({ name: 'other' })));
    expect(given.sandbox.store.counts().otlp).toMatchObject({
      requests: 4,
      retries: 2,
    });
    const counts = await fetch(`${given.sandbox.endpoints.query}/api/counts`);
    expect(await counts.json()).toMatchObject({
      counts: { otlp: { retries: 2 } },
    });
  });

  it('are those too whose first try was refused', async () => {
    const body = jsonRequest(jsonSpan());
    await given.sandbox.faults.set('otlp', { type: '503' });
    expect((await given.post('/v1/traces', body)).status).toBe(503);
    await given.sandbox.faults.clear('otlp');
    expect((await given.post('/v1/traces', body)).status).toBe(200);
    expect(given.sandbox.store.counts().otlp).toMatchObject({
      requests: 2,
      records: 1,
      refused: 1,
      retries: 1,
    });
  });

  it('are told by vendor', async () => {
    const { xray, rollbar } = given.sandbox.endpoints;
    const token = { 'x-rollbar-access-token': 't' };
    for (let n = 0; n < 2; n += 1) {
      await send(`http://${xray}/TraceSegments`, SEGMENTS);
      await send(`${rollbar}/api/1/item/`, ITEM, token);
    }
    await given.post('/v1/traces', JSON.stringify(ITEM));
    expect(
      (['otlp', 'xray', 'cloudwatch', 'rollbar'] as const).map(retries),
    ).toEqual([0, 1, 0, 1]);
  });

  it('are no calls that carry no telemetry', async () => {
    const { xray } = given.sandbox.endpoints;
    for (let n = 0; n < 2; n += 1) {
      await send(`http://${xray}/GetSamplingRules`, {});
    }
    expect(given.sandbox.store.counts().xray).toMatchObject({
      requests: 2,
      retries: 0,
    });
  });

  it('begin anew after a reset', async () => {
    const body = jsonRequest(jsonSpan());
    await given.post('/v1/traces', body);
    await given.sandbox.reset();
    await given.post('/v1/traces', body);
    expect(retries('otlp')).toBe(0);
  });
});
