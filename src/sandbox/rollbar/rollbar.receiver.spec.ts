import { z } from 'zod';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

const TRACE_ID = '5b8efff798038103d269b633813fc60c';
const UUID = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
const TOKEN = 'aaaabbbbccccddddeeeeffff00001111';

type Json = Record<string, unknown>;
const trace = (changes: Json = {}): Json => ({
  frames: [{ filename: '/app/a.js', lineno: 3, colno: 8, method: 'f' }],
  exception: { class: 'TypeError', message: 'no' },
  ...changes,
});
const data = (changes: Json = {}): Json => ({
  environment: 'test',
  body: { message: { body: 'Hello World!' } },
  level: 'warning',
  timestamp: 1_700_000_000,
  ...changes,
});

describe('Rollbar endpoint', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      ports: FREE_PORTS,
      rollbarCallsPerMinute: 3,
    });
  });
  afterEach(() => sandbox.close());

  async function post(
    path: string,
    body: Json | string,
    headers: Record<string, string> = { 'x-rollbar-access-token': TOKEN },
  ): Promise<{ status: number; headers: Response['headers']; json: Json }> {
    const answer = await fetch(sandbox.endpoints.rollbar + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      json: z.record(z.string(), z.unknown()).parse(await answer.json()),
    };
  }
  const item = (changes?: Json): ReturnType<typeof post> =>
    post('/api/1/item/', { data: data(changes) });
  const rules = (): string[] =>
    sandbox.store.violations().map(({ rule }) => rule);

  it('takes a message and files it under its trace', async () => {
    const answer = await item({ uuid: UUID, custom: { trace_id: TRACE_ID } });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      err: 0,
      result: { id: expect.any(Number), uuid: UUID.replaceAll('-', '') },
    });
    expect(sandbox.store.trace(TRACE_ID)?.rollbar.items).toMatchObject([
      {
        uuid: UUID.replaceAll('-', ''),
        data: { level: 'warning', body: { message: { body: 'Hello World!' } } },
      },
    ]);
    expect(rules()).toEqual([]);
  });

  it('takes a full item, without the trailing slash', async () => {
    const answer = await post('/api/1/item', {
      data: data({
        body: { trace_chain: [trace(), trace()], telemetry: [] },
        level: 'critical',
        code_version: '1.2.3',
        platform: 'linux',
        language: 'javascript',
        framework: 'nestjs',
        context: 'GET /api/activities/home',
        request: {
          url: 'http://localhost/',
          method: 'GET',
          headers: { host: 'x' },
          user_ip: '127.0.0.1',
          params: { uuid: 'x' },
          GET: { term: 'x', tag: ['a', 'b'] },
          POST: { message: 'x' },
        },
        person: { id: 'andrewbrown', username: 'Andrew Brown' },
        server: { host: 'h', root: '/app', branch: 'main', code_version: '1' },
        notifier: { name: 'node_rollbar', version: '3.1.0' },
        fingerprint: 'f',
        title: 't',
      }),
    });
    expect(answer.status).toBe(200);
    expect(rules()).toEqual([]);
  });

  it('takes the token from the payload, or the payload from a form, and keeps no token', async () => {
    const inBody = { access_token: TOKEN, data: data() };
    expect((await post('/api/1/item/', inBody, {})).status).toBe(200);
    const form = new URLSearchParams({ payload: JSON.stringify(inBody) });
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post('/api/1/item/', form.toString(), type)).status).toBe(
      200,
    );
    await post('/api/1/item/', `{"access_token":"${TOKEN}","data":`, {});
    await post('/api/1/item/', `{"access_token": "${TOKEN}", "data": {}}`, {});
    await post('/api/1/item/', form.toString().slice(0, 90), {});
    expect(sandbox.store.items()).toHaveLength(2);
    expect(sandbox.store.violations()).toHaveLength(3);
    const kept = JSON.stringify([
      sandbox.store.items(),
      sandbox.store.violations(),
    ]);
    expect(kept).not.toContain(TOKEN.slice(0, 8));
  });

  it('discards an occurrence whose uuid it has seen', async () => {
    await item({ uuid: UUID });
    const again = await item({ uuid: UUID.replaceAll('-', '').toUpperCase() });
    expect(again.status).toBe(200);
    expect(sandbox.store.items()).toHaveLength(1);
    expect(sandbox.store.counts().rollbar).toMatchObject({
      records: 1,
      duplicates: 1,
    });
  });

  it.each<[string, Json]>([
    ['item.data.environment', { environment: undefined }],
    ['item.data.environment', { environment: 'e'.repeat(256) }],
    ['item.data.body', { body: {} }],
    ['item.data.body', { body: { trace: trace(), message: { body: 'x' } } }],
    ['item.data.body.message.body', { body: { message: {} } }],
    ['item.data.body.trace.frames', { body: { trace: trace({ frames: {} }) } }],
    [
      'item.data.body.trace.frames.filename',
      { body: { trace: trace({ frames: [{ lineno: 1 }] }) } },
    ],
    [
      'item.data.body.trace.frames.lineno',
      { body: { trace: trace({ frames: [{ filename: 'a', lineno: '1' }] }) } },
    ],
    [
      'item.data.body.trace.exception.class',
      { body: { trace: trace({ exception: {} }) } },
    ],
    ['item.data.body.trace_chain', { body: { trace_chain: [] } }],
    ['item.data.level', { level: 'warn' }],
    ['item.data.timestamp', { timestamp: Date.now() }],
    ['item.data.uuid', { uuid: 'not-a-uuid' }],
    ['item.data.person.id', { person: { id: 7 } }],
    ['item.data.person.id', { person: { id: 'x'.repeat(41) } }],
    ['item.data.context', { context: 'c'.repeat(256) }],
    ['item.data.code_version', { code_version: 'v'.repeat(41) }],
    ['item.data.title', { title: 't'.repeat(256) }],
    ['item.data.custom', { custom: 'x' }],
    ['item.data.request.POST', { request: { POST: 'x' } }],
    ['item.data.request.body', { request: { body: { message: 'x' } } }],
    ['item.data.request.GET', { request: { GET: 'x' } }],
    ['item.data.fingerprint', { fingerprint: 7 }],
  ])('refuses with 422 what breaks %s', async (rule, changes) => {
    const answer = await item(changes);
    expect(answer.status).toBe(422);
    expect(answer.json).toEqual({
      err: 1,
      message: expect.stringMatching(/\w/),
    });
    expect(rules()).toEqual([rule]);
    expect(sandbox.store.items()).toEqual([]);
  });

  it('names the trace of a refused item', async () => {
    await item({ level: 'warn', custom: { trace_id: TRACE_ID } });
    expect(sandbox.store.trace(TRACE_ID)?.violations).toMatchObject([
      { rule: 'item.data.level', traceId: TRACE_ID },
    ]);
  });

  it.each<[number, string, string, Json | string, Record<string, string>]>([
    [401, 'access-token.missing', '/api/1/item/', { data: data() }, {}],
    [
      401,
      'access-token.missing',
      '/api/1/item/',
      { data: data() },
      { 'x-rollbar-access-token': ' ' },
    ],
    [
      401,
      'access-token.form',
      '/api/1/item/',
      { data: data() },
      { 'x-rollbar-access-token': 'a b' },
    ],
    [
      403,
      'access-token.scope',
      '/api/1/item/',
      { data: data({ platform: 'browser' }) },
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      400,
      'payload.json',
      '/api/1/item/',
      '{"data":',
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      400,
      'payload.json',
      '/api/1/item/',
      '[]',
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      413,
      'payload.too-large',
      '/api/1/item/',
      { data: data({ custom: { big: 'x'.repeat(512 * 1024) } }) },
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      422,
      'payload.depth',
      '/api/1/item/',
      `{"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      404,
      'request.path',
      '/api/1/items',
      {},
      { 'x-rollbar-access-token': TOKEN },
    ],
    [
      422,
      'item.revision',
      '/api/1/deploy',
      { environment: 'test' },
      { 'x-rollbar-access-token': TOKEN },
    ],
  ])('answers %i for %s', async (status, rule, path, body, headers) => {
    const answer = await post(path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ err: 1 });
    expect(rules()).toEqual([rule]);
    expect(sandbox.store.counts().rollbar.refused).toBe(1);
  });

  it('answers 405 to another method', async () => {
    const answer = await fetch(`${sandbox.endpoints.rollbar}/api/1/item/`);
    expect(answer.status).toBe(405);
  });

  it('answers 429 past the rate, which is no violation', async () => {
    for (let call = 1; call <= 3; call += 1) {
      const answer = await item();
      expect(answer.headers.get('x-rate-limit-remaining')).toBe(
        String(3 - call),
      );
    }
    const over = await item();
    expect(over.status).toBe(429);
    expect(
      Number(over.headers.get('x-rate-limit-remaining-seconds')),
    ).toBeLessThanOrEqual(60);
    const other = { 'x-rollbar-access-token': 'another' };
    expect((await post('/api/1/item/', { data: data() }, other)).status).toBe(
      200,
    );
    expect(rules()).toEqual([]);
    expect(sandbox.store.counts().rollbar).toMatchObject({
      refused: 1,
      records: 4,
    });
  });

  it('takes a deploy', async () => {
    const answer = await post('/api/1/deploy', {
      environment: 'production',
      revision: 'abc123',
      local_username: 'ci',
      status: 'succeeded',
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: { deploy_id: expect.any(Number) } });
    expect(sandbox.store.deploys()[0]?.deploy).toMatchObject({
      revision: 'abc123',
    });
  });
});
