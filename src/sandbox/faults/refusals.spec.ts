import { VENDORS } from '../store/vendor.js';
import { otlpExport, useFaultyVendors } from './faulty-vendors.spec-fixture.js';

const aws = (type: string): object => ({
  __type: type,
  message: expect.any(String),
});
const rpc = (code: number): object => ({ code, message: expect.any(String) });
const rollbar = { err: 1, message: expect.any(String) };

describe('a fault that refuses', () => {
  const t = useFaultyVendors();

  it.each([
    ['otlp', 'throttle', 429, rpc(8)],
    ['otlp', '500', 500, rpc(13)],
    ['otlp', '503', 503, rpc(14)],
    ['otlp', '401', 401, rpc(16)],
    ['xray', 'throttle', 429, aws('ThrottledException')],
    ['xray', '500', 500, aws('InternalFailure')],
    ['xray', '503', 503, aws('ServiceUnavailable')],
    ['xray', '401', 403, aws('UnrecognizedClientException')],
    ['cloudwatch', 'throttle', 400, aws('ThrottlingException')],
    ['cloudwatch', '500', 500, aws('InternalFailure')],
    ['cloudwatch', '503', 503, aws('ServiceUnavailable')],
    ['cloudwatch', '401', 400, aws('UnrecognizedClientException')],
    ['rollbar', 'throttle', 429, rollbar],
    ['rollbar', '500', 500, rollbar],
    ['rollbar', '503', 503, rollbar],
    ['rollbar', '401', 401, rollbar],
  ] as const)(
    'has %s answer %s as status %i in its own words, and keeps nothing',
    async (vendor, type, status, body) => {
      const client = t.clients[vendor];
      await t.sandbox.faults.set(vendor, { type });
      const answer = await client.send();
      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual(body);
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(client.kept()).toBe(0);
      expect(t.sandbox.store.counts()[vendor].refused).toBe(1);
      expect(t.sandbox.store.violations()).toEqual([]);
      expect(t.sandbox.faults.read()[vendor]).toMatchObject({ type, hits: 1 });

      await t.sandbox.faults.clear(vendor);
      expect((await client.send()).status).toBe(200);
      expect(client.kept()).toBe(1);
    },
  );

  it.each(VENDORS)('tells when to come again at %s', async (vendor) => {
    for (const type of ['throttle', '503'] as const) {
      await t.sandbox.faults.set(vendor, { type, retryAfterSeconds: 7 });
      const answer = await t.clients[vendor].send();
      expect(answer.headers.get('retry-after')).toBe('7');
    }
  });

  it('has Rollbar tell its rate as it does when a token is throttled', async () => {
    await t.sandbox.faults.set('rollbar', { type: 'throttle' });
    const { headers } = await t.clients.rollbar.send();
    expect(headers.get('x-rate-limit-remaining')).toBe('0');
    expect(headers.get('x-rate-limit-remaining-seconds')).toBe('60');
  });

  it.each([
    ['otlp', rpc(8)],
    ['xray', aws('InvalidRequestException')],
    ['cloudwatch', aws('RequestEntityTooLargeException')],
    ['rollbar', rollbar],
  ] as const)(
    'turns away from %s only what is above maxBytes',
    async (vendor, body) => {
      const client = t.clients[vendor];
      await client.send();
      const { bytes } = t.sandbox.store.counts()[vendor];
      await t.sandbox.reset();
      await t.sandbox.faults.set(vendor, { type: '413', maxBytes: bytes });
      expect((await client.send()).status).toBe(200);
      await t.sandbox.faults.set(vendor, { type: '413', maxBytes: 10 });
      const answer = await client.send();
      expect(answer.status).toBe(413);
      expect(await answer.json()).toEqual(body);
      expect(client.kept()).toBe(1);
    },
  );

  it.each(['/v1/traces', '/v1/logs', '/v1/metrics'])(
    'concerns OTLP at %s, in the encoding of the request',
    async (path) => {
      await t.sandbox.faults.set('otlp', { type: '503' });
      expect((await otlpExport(t.sandbox, path, {})).status).toBe(503);
      const answer = await fetch(t.sandbox.endpoints.otlp + path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-protobuf' },
        body: new Uint8Array(),
      });
      expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
      expect(
        [...new Uint8Array(await answer.arrayBuffer())].slice(0, 2),
      ).toEqual([0x08, 14]);
    },
  );

  it.each(['/GetSamplingRules', '/SamplingTargets', '/v1/traces'])(
    'concerns the X-Ray daemon and service at %s',
    async (path) => {
      await t.sandbox.faults.set('xray', { type: '401' });
      const answer = await fetch(`http://${t.sandbox.endpoints.xray}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect(answer.status).toBe(403);
    },
  );
});
