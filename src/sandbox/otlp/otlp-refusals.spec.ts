import { gzipSync } from 'node:zlib';
import {
  jsonRequest,
  jsonSpan,
  useOtlpSandbox,
} from './otlp-sandbox.spec-fixture.js';
import {
  protobufRequest,
  protobufSpan,
} from './protobuf-by-hand.spec-fixture.js';

describe('OTLP requests that are refused', () => {
  const given = useOtlpSandbox();
  const { post, rules } = given;

  const body = jsonRequest(jsonSpan());
  const nested = JSON.stringify(
    jsonRequest(jsonSpan({ attributes: [{ key: 'a', value: 'here' }] })),
  ).replace(
    '"here"',
    `${'{"arrayValue":{"values":['.repeat(5_000)}{}${']}}'.repeat(5_000)}`,
  );
  it.each([
    [
      'no API key',
      401,
      'request.api-key',
      '/v1/traces',
      body,
      { 'x-honeycomb-team': '' },
    ],
    [
      'another content type',
      415,
      'request.content-type',
      '/v1/traces',
      body,
      { 'content-type': 'text/plain' },
    ],
    [
      'another coding',
      415,
      'request.content-encoding',
      '/v1/traces',
      body,
      { 'content-encoding': 'br' },
    ],
    ['an unknown path', 404, 'request.path', '/v1/profiles', body, {}],
    ['no JSON', 400, 'request.body', '/v1/traces', '{"resourceSpans":', {}],
    [
      'no gzip',
      400,
      'request.gzip',
      '/v1/traces',
      body,
      { 'content-encoding': 'gzip' },
    ],
    ['endless nesting', 400, 'request.shape', '/v1/traces', nested, {}],
    [
      'a wrong type',
      400,
      'request.shape',
      '/v1/traces',
      { resourceSpans: {} },
      {},
    ],
    [
      'a short trace id',
      400,
      'request.shape',
      '/v1/traces',
      jsonRequest(jsonSpan({ traceId: 'abcd' })),
      {},
    ],
    [
      'an id that is no hex',
      400,
      'request.shape',
      '/v1/traces',
      jsonRequest(jsonSpan({ spanId: 'zzzzzzzzzzzzzzzz' })),
      {},
    ],
    [
      'two values in one',
      400,
      'request.shape',
      '/v1/traces',
      jsonRequest(
        jsonSpan({
          attributes: [{ key: 'a', value: { intValue: 1, stringValue: 'b' } }],
        }),
      ),
      {},
    ],
  ] as const)(
    'refuses %s with %i and keeps the violation',
    async (_what, status, rule, path, sent, headers) => {
      const answer = await post(path, sent, headers);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/json');
      expect(await answer.json()).toEqual({
        code: expect.any(Number),
        message: expect.stringMatching(/\w/),
      });
      expect(rules()).toEqual([rule]);
      expect(given.sandbox.store.counts().otlp).toMatchObject({
        refused: 1,
        records: 0,
        violations: 1,
      });
    },
  );

  it('refuses another method with 405', async () => {
    const answer = await fetch(`${given.sandbox.endpoints.otlp}/v1/traces`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });

  it.each([
    ['truncated', protobufRequest(protobufSpan()).subarray(0, -3)],
    [
      'with an id of 15 bytes',
      protobufRequest(protobufSpan({ traceId: Buffer.alloc(15, 1) })),
    ],
    [
      'with text that is not UTF-8',
      protobufRequest(protobufSpan({ name: Buffer.from([0xed, 0xa0, 0x80]) })),
    ],
  ])('refuses protobuf %s with a google.rpc.Status', async (_what, sent) => {
    const answer = await post('/v1/traces', sent);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
    const status = Buffer.from(await answer.arrayBuffer());
    expect([...status.subarray(0, 2)]).toEqual([0x08, 3]);
    expect(status[2]).toBe(0x12);
    expect(given.sandbox.store.spans()).toEqual([]);
  });

  it('refuses what passes 20 MiB with 413, plain or inflated', async () => {
    const large = Buffer.alloc(20 * 1024 * 1024 + 1);
    expect((await post('/v1/traces', large)).status).toBe(413);
    const bomb = gzipSync(large);
    expect(
      (await post('/v1/traces', bomb, { 'content-encoding': 'gzip' })).status,
    ).toBe(413);
    expect(rules()).toEqual(['request.too-large', 'request.too-large']);
  });
  it('never keeps the API key', async () => {
    await post('/v1/traces', '{', { 'x-honeycomb-team': 'hcaik_secret' });
    await post('/v1/traces', body, { 'x-honeycomb-team': 'hcaik_secret' });
    const kept = JSON.stringify([
      given.sandbox.store.violations(),
      given.sandbox.store.spans(),
    ]);
    expect(kept).not.toContain('hcaik_secret');
  });
});
