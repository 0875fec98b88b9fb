import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

describe('the query API of faults', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  const call = (
    method: string,
    vendor = '',
    body?: string,
  ): Promise<Response> =>
    fetch(`${sandbox.endpoints.query}/api/faults${vendor}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body }),
    });
  const none = { otlp: null, xray: null, cloudwatch: null, rollbar: null };

  it('shows, sets and clears them', async () => {
    expect(await (await call('GET')).json()).toEqual({ faults: none });
    const put = await call('PUT', '/otlp', '{"type":"slow","delayMs":50}');
    expect(put.status).toBe(200);
    const slow = {
      type: 'slow',
      delayMs: 50,
      probability: 1,
      begunAt: expect.any(Number),
      remainingMs: null,
      hits: 0,
      rejected: 0,
    };
    expect(await put.json()).toEqual({ faults: { ...none, otlp: slow } });
    expect(await (await call('GET')).json()).toEqual({
      faults: { ...none, otlp: slow },
    });
    const all = await call('PUT', '/all', '{"type":503}');
    expect(await all.json()).toMatchObject({
      faults: { otlp: { type: '503' }, rollbar: { type: '503' } },
    });
    expect(await (await call('DELETE', '/xray')).json()).toMatchObject({
      faults: { xray: null, rollbar: { type: '503' } },
    });
    expect(await (await call('DELETE', '/all')).json()).toEqual({
      faults: none,
    });
  });

  it('clears them with a reset', async () => {
    await call('PUT', '/all', '{"type":"refuse"}');
    await fetch(`${sandbox.endpoints.query}/api/reset`, { method: 'POST' });
    expect(sandbox.faults.read()).toEqual(none);
  });

  it('lists them in the index', async () => {
    const index = await fetch(sandbox.endpoints.query);
    expect(await index.json()).toMatchObject({
      api: expect.arrayContaining(['PUT /api/faults/:vendor']),
      faultTypes: {
        refuse: ['durationMs'],
        slow: ['delayMs', 'durationMs', 'probability'],
      },
    });
  });

  it.each([
    ['PUT', '/honeycomb', '{"type":"hang"}', 404, 'UNKNOWN_VENDOR'],
    ['DELETE', '/honeycomb', undefined, 404, 'UNKNOWN_VENDOR'],
    ['PUT', '/otlp', '{"type":"flood"}', 400, 'INVALID_FAULT'],
    ['PUT', '/otlp', undefined, 400, 'INVALID_FAULT'],
    ['PUT', '/otlp', '{', 400, 'INVALID_REQUEST'],
    ['POST', '/otlp', '{"type":"hang"}', 404, 'NOT_FOUND'],
  ])(
    'answers %s %s %s with %i %s',
    async (method, vendor, body, status, code) => {
      const answer = await call(method, vendor, body);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({
        code,
        message: expect.stringMatching(/\w/),
      });
      expect(sandbox.faults.read()).toEqual(none);
    },
  );
});
