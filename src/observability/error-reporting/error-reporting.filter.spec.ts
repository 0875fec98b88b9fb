import { connect } from 'node:net';
import { SpecApp } from './error-reporting.spec-app.js';

describe('ErrorReportingFilter', () => {
  let target: SpecApp;

  beforeAll(async () => {
    target = await SpecApp.start();
  });

  beforeEach(async () => {
    await target.reset();
  });

  afterAll(async () => {
    await target.stop();
  });

  it.each([
    ['bad-request', 400, 'The cart is empty.'],
    ['bad-request-list', 400, 'a is missing; b is wrong'],
    ['teapot', 418, 'I am a teapot.'],
    ['not-found', 404, 'There is nothing at this path.'],
    ['http-errors-409', 409, 'Already there.'],
    [
      'http-errors-hidden',
      403,
      'The identity of this request may not do this.',
    ],
    ['plain-429', 429, 'Slow down.'],
  ])(
    'answers %s and neither logs nor reports it',
    async (what, status, detail) => {
      const { response, body } = await target.problem(`/throw/${what}`);
      expect(response.status).toBe(status);
      expect(body['detail']).toBe(detail);
      await target.quiet();
    },
  );

  it('sends a list of error codes as it is', async () => {
    const response = await fetch(`${target.origin}/throw/codes`);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(['message_blank', 'ttl_blank']);
    await target.quiet();
  });

  const json = { 'content-type': 'application/json' };
  it.each<[string, string, RequestInit, number]>([
    [
      'malformed JSON',
      '/body',
      { method: 'POST', headers: json, body: '{"a":' },
      400,
    ],
    ['an empty JSON body', '/body', { method: 'POST', headers: json }, 400],
    [
      'a forbidden JSON key',
      '/body',
      { method: 'POST', headers: json, body: '{"__proto__":{"a":1}}' },
      400,
    ],
    [
      'a foreign content type',
      '/body',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-odd' },
        body: 'x',
      },
      415,
    ],
    [
      'a large body',
      '/body',
      { method: 'POST', headers: json, body: JSON.stringify('x'.repeat(2000)) },
      413,
    ],
    ['an unknown path', '/nowhere?token=s3cr3t-wxyz', {}, 404],
    ['a path that can not be decoded', '/throw/%zz?token=s3cr3t-wxyz', {}, 400],
    ['an over-long parameter', `/throw/${'x'.repeat(60)}`, {}, 414],
  ])('answers %s', async (_name, path, init, status) => {
    const { response, body } = await target.problem(path, init);
    expect(response.status).toBe(status);
    expect(JSON.stringify(body)).not.toContain('s3cr3t-wxyz');
    await target.settled(0);
    expect(target.finished[0]).toMatchObject({ status });
    expect(target.spans[0]?.spanContext().traceId).toBe(body['trace_id']);
    await target.quiet();
  });

  it('answers 400 to a path that is no URI reference with an instance that is one', async () => {
    const { body } = await target.problem('/throw/%zz');
    expect(body['instance']).toBe('/throw/%25zz');
  });

  it('answers 404 to every method of an unknown path', async () => {
    const { response } = await target.problem('/nowhere', { method: 'POST' });
    expect(response.status).toBe(404);
    expect(response.headers.get('allow')).toBeNull();
  });

  it.each(['/guarded', '/intercepted', '/piped/1', '/middleware', '/hijacked'])(
    'answers and reports what fails at %s',
    async (path) => {
      const { response } = await target.problem(path);
      expect(response.status).toBe(500);
      await target.settled(1);
      expect(target.receiver.items[0]?.data.custom?.['trace_id']).toBe(
        target.finished[0]?.span.spanContext().traceId,
      );
      expect(target.finished[0]?.error).toBeInstanceOf(Error);
    },
  );

  it('keeps the headers of the request and drops those of the response that never was', async () => {
    const { response } = await target.problem('/headers');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('x-kept')).toBe('1');
  });

  it('cuts a response off that has begun, and still reports', async () => {
    const response = await fetch(`${target.origin}/begun`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(/terminated/);
    const [item] = await target.receiver.received(1);
    expect(item?.body.trace_chain?.[0]?.exception.message).toBe(
      'after the headers',
    );
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${target.origin}/throw/error`, {
      method: 'HEAD',
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    await target.receiver.received(1);
  });

  it('takes a client that leaves in the middle of its body for no failure', async () => {
    const { port } = new URL(target.origin);
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve) => {
      socket.write(
        'POST /body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":',
        resolve,
      );
    });
    socket.destroy();
    await vi.waitFor(() => {
      expect(target.finished[0]).toMatchObject({ aborted: true });
    });
    await target.quiet();
  });
});
