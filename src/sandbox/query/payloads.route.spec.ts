import { gzipSync } from 'node:zlib';
import { FREE_PORTS, startSandbox } from '../index.js';
import {
  jsonRequest,
  jsonSpan,
  SPAN_ID,
  useOtlpSandbox,
} from '../otlp/otlp-sandbox.spec-fixture.js';
import {
  protobufRequest,
  protobufSpan,
} from '../otlp/protobuf-by-hand.spec-fixture.js';
import type { PayloadAnswer } from './query.types.js';

describe('GET /api/payloads/:id', () => {
  const given = useOtlpSandbox();
  const ask = (path: string): Promise<Response> =>
    fetch(`${given.sandbox.endpoints.query}/api/payloads/${path}`);
  const read = async (id: number | undefined): Promise<PayloadAnswer> =>
    JSON.parse(await (await ask(String(id))).text());
  const raw = async (id: number | undefined): Promise<Buffer> =>
    Buffer.from(await (await ask(`${id}/raw`)).arrayBuffer());

  it('shows JSON as it was sent, and leads from the record to it', async () => {
    const body = JSON.stringify(jsonRequest(jsonSpan()), undefined, 3);
    await given.post('/v1/traces', body);
    const [record] = given.sandbox.store.spans();
    expect(await read(record?.payload)).toEqual({
      id: record?.payload,
      vendor: 'otlp',
      operation: 'POST /v1/traces',
      receivedAt: record?.receivedAt,
      wireBytes: body.length,
      bytes: body.length,
      contentType: 'application/json',
      contentEncoding: null,
      again: false,
      text: body,
      isWhole: true,
    });
  });

  it.each([
    ['plain', undefined, (body: Buffer) => body],
    ['gzip', 'gzip', gzipSync],
  ])(
    'decodes protobuf, %s, and gives its very bytes',
    async (_how, encoding, pack) => {
      const body = pack(protobufRequest(protobufSpan()));
      await given.post('/v1/traces', body, {
        ...(encoding !== undefined && { 'content-encoding': encoding }),
      });
      const [record] = given.sandbox.store.spans();
      const answer = await read(record?.payload);
      expect(answer).toMatchObject({
        bytes: body.length,
        contentType: 'application/x-protobuf',
        contentEncoding: encoding ?? null,
        isWhole: true,
      });
      expect(JSON.parse(answer.text)).toMatchObject({
        resourceSpans: [
          { scopeSpans: [{ spans: [{ spanId: SPAN_ID, name: 'GET /home' }] }] },
        ],
      });
      expect((await raw(record?.payload)).equals(body)).toBe(true);
    },
  );

  it('offers the bytes as a file that no browser runs', async () => {
    await given.post('/v1/traces', jsonRequest(jsonSpan()));
    const { headers } = await ask('1/raw');
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="otlp-1.bin"',
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('unpacks JSON', async () => {
    const body = JSON.stringify(jsonRequest(jsonSpan()));
    await given.post('/v1/traces', gzipSync(body), {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    });
    expect((await read(1)).text).toBe(body);
  });

  it('blanks access tokens in what is shown', async () => {
    const body = JSON.stringify({
      access_token: 'secret0123456789',
      data: { environment: 'e', body: { message: { body: 'm' } } },
    });
    await fetch(`${given.sandbox.endpoints.rollbar}/api/1/item/`, {
      method: 'POST',
      body,
    });
    const [record] = given.sandbox.store.items();
    const { text, operation } = await read(record?.payload);
    expect(text).toBe(body.replace('secret0123456789', '[withheld]'));
    expect(operation).toBe('POST /api/1/item/');
  });

  it('keeps what was refused, and shows it where it can be read', async () => {
    await given.post('/v1/traces', '{"broken"');
    expect((await read(1)).text).toBe('{"broken"');
    await given.post('/v1/traces', 'no gzip', { 'content-encoding': 'gzip' });
    expect((await read(2)).text).toMatch(
      /^This body cannot be shown as text: incorrect header check/,
    );
    await given.post('/v1/traces', Buffer.from([0xff, 0xff]));
    expect((await read(3)).text).toMatch(/^This body cannot be shown as text/);
    expect(await raw(3)).toEqual(Buffer.from([0xff, 0xff]));
  });

  it('tells a body that came again', async () => {
    for (let n = 0; n < 2; n += 1) {
      await given.post('/v1/traces', jsonRequest(jsonSpan()));
    }
    expect((await read(1)).again).toBe(false);
    expect((await read(2)).again).toBe(true);
  });

  it('shows the beginning of a long body, and gives all of it', async () => {
    const body = JSON.stringify(
      jsonRequest(jsonSpan({ name: 'x'.repeat(1_200_000) })),
    );
    await given.post('/v1/traces', body);
    const { text, isWhole, bytes } = await read(1);
    expect(text).toBe(body.slice(0, 1_000_000));
    expect(isWhole).toBe(false);
    expect(bytes).toBe(body.length);
    expect(await raw(1)).toHaveLength(body.length);
  });

  it.each(['7', '7/raw'])(
    'answers that there is no body at %s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_GONE' });
    },
  );

  it.each(['0', 'x', '1.5', '-1/raw'])('refuses the id %s', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('forgets bodies with all else', async () => {
    await given.post('/v1/traces', jsonRequest(jsonSpan()));
    expect((await ask('1')).status).toBe(200);
    await given.sandbox.reset();
    expect((await ask('1')).status).toBe(404);
  });
});

describe('the memory for bodies', () => {
  it('is a setting, and leaves the records as they are', async () => {
    const sandbox = await startSandbox({
      ports: FREE_PORTS,
      maxPayloadBytes: 400,
    });
    await fetch(`${sandbox.endpoints.otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-honeycomb-team': 'k' },
      body: JSON.stringify(jsonRequest(jsonSpan())),
    });
    const [record] = sandbox.store.spans();
    expect(record?.payload).toBe(1);
    const answer = await fetch(`${sandbox.endpoints.query}/api/payloads/1`);
    expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_GONE' });
    await sandbox.close();
  });
});
