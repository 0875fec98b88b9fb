import {
  Agent,
  get,
  type IncomingMessage,
  request,
  type RequestOptions,
} from 'node:http';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { CallReceiver } from './call-receiver.spec-server.js';
import {
  callOf,
  callsOf,
  endedCalls,
  inTrace,
  startCallTracing,
} from './recorded-calls.spec-rig.js';

describe('calls by node:http', () => {
  const receiver = new CallReceiver();

  beforeAll(async () => {
    startCallTracing();
    await receiver.listen();
  });

  afterAll(async () => {
    await receiver.close();
  });

  /** Sends a request and reads the whole answer. */
  const send = (
    path: string,
    options: RequestOptions = {},
    body?: string,
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      request(`${receiver.url}${path}`, options, (response) => {
        let text = '';
        response
          .on('data', (chunk: Buffer) => {
            text += chunk.toString();
          })
          .on('end', () => {
            resolve(text);
          })
          .on('error', reject);
      })
        .on('error', reject)
        .end(body);
    });

  it('become client spans, whose id the other side receives', async () => {
    const { traceId, parentId, result } = await inTrace(() =>
      send('/ok?api_key=abc', { method: 'POST' }, 'body'),
    );
    expect(result).toBe('ok');
    const call = await callOf(traceId);
    expect(call).toMatchObject({
      name: 'POST',
      kind: SpanKind.CLIENT,
      parentSpanContext: { spanId: parentId },
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': receiver.port,
      },
    });
    expect(call.attributes['url.full']).not.toContain('abc');
    expect(receiver.last().headers['traceparent']).toBe(
      `00-${traceId}-${call.spanContext().spanId}-01`,
    );
    expect(receiver.last().headers).not.toHaveProperty('x-amzn-trace-id');
  });

  it('go through get as well, and carry X-Ray’s header to a host that is allowed', async () => {
    const { traceId } = await inTrace(
      () =>
        new Promise<void>((resolve) => {
          get(`http://localhost:${String(receiver.port)}/ok`, (response) => {
            response.resume().on('end', resolve);
          });
        }),
    );
    const { spanId } = (await callOf(traceId)).spanContext();
    expect(receiver.last().headers['x-amzn-trace-id']).toBe(
      `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=1`,
    );
  });

  it.each([
    ['an object', { 'x-own': '1' }, {}],
    ['an array', ['x-own', '1', 'host', 'own.test'], {}],
    [
      'with 100-continue',
      { 'x-own': '1', expect: '100-continue' },
      { method: 'POST' },
    ],
    ['with a host of its own', { 'x-own': '1', host: 'own.test' }, {}],
  ])(
    'do not write on headers that two calls share: %s',
    async (_, headers, options) => {
      const before = JSON.stringify(headers);
      const { traceId } = await inTrace(async () => {
        await send('/ok', { ...options, headers });
        await send('/ok', { ...options, headers });
      });
      await expect.poll(() => callsOf(traceId).length).toBe(2);

      expect(JSON.stringify(headers)).toBe(before);
      const sent = receiver.received.slice(-2);
      expect(sent.map((it) => it.headers['x-own'])).toEqual(['1', '1']);
      expect(sent.map((it) => it.headers['traceparent'])).toEqual(
        callsOf(traceId).map(
          (call) => `00-${traceId}-${call.spanContext().spanId}-01`,
        ),
      );
      for (const call of callsOf(traceId)) {
        expect(call.attributes).toMatchObject({
          'server.port': receiver.port,
          'url.full': `${receiver.url}/ok`,
        });
      }
    },
  );

  it.each([
    ['an object', { Traceparent: 'mine' }],
    ['an array', ['Traceparent', 'mine', 'host', 'own.test']],
  ])('leave a header alone that the caller set: %s', async (_, headers) => {
    await inTrace(() => send('/ok', { headers }));
    const { rawHeaders } = receiver.last();
    expect(
      rawHeaders.filter((it) => it.toLowerCase() === 'traceparent'),
    ).toHaveLength(1);
    expect(receiver.last().headers['traceparent']).toBe('mine');
  });

  it('have no span and no header outside a trace', async () => {
    const before = endedCalls();
    await send('/ok');
    expect(receiver.last().headers).not.toHaveProperty('traceparent');
    expect(endedCalls()).toBe(before);
  });

  it.each([404, 500])('are errors when answered with %i', async (status) => {
    const { traceId } = await inTrace(() => send(`/status/${String(status)}`));
    expect(await callOf(traceId)).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: {
        'http.response.status_code': status,
        'error.type': String(status),
      },
    });
  });

  it.each([
    ['reset', () => send('/reset'), 'ECONNRESET'],
    ['cut off in the body', () => send('/half'), 'ECONNRESET'],
    [
      'given up',
      () => send('/silent', { signal: AbortSignal.abort() }),
      'AbortError',
    ],
    [
      'too slow',
      () => send('/silent', { signal: AbortSignal.timeout(30) }),
      'TimeoutError',
    ],
    [
      'destroyed',
      () =>
        new Promise((_, reject) => {
          const sent = request(`${receiver.url}/silent`).on('error', reject);
          sent.end();
          sent.once('socket', () => sent.destroy());
        }),
      'ECONNRESET',
    ],
    [
      'answered, and the answer destroyed',
      () =>
        new Promise((_, reject) => {
          get(`${receiver.url}/half/open`, (response) => {
            response.destroy(new Error('enough'));
          }).on('error', reject);
        }),
      'Error',
    ],
  ])('are errors when %s', async (_, make, type) => {
    const { traceId, result } = await inTrace(async () =>
      make().catch((error: unknown) => error),
    );
    expect(result).toBeInstanceOf(Error);
    const call = await callOf(traceId);
    expect(call.status.code).toBe(SpanStatusCode.ERROR);
    expect(call.attributes['error.type']).toBe(type);
  });

  it('take no error from an application that listens to none, and give it none', async () => {
    const { traceId, result } = await inTrace(
      () =>
        new Promise<IncomingMessage>((resolve) => {
          get(`${receiver.url}/half`, (response) => {
            response.resume().once('close', () => {
              resolve(response);
            });
          });
        }),
    );
    expect(result.complete).toBe(false);
    expect(result.listenerCount('error')).toBe(0);
    expect((await callOf(traceId)).attributes['error.type']).toBe('ECONNRESET');
  });

  it('do not set a body flowing that nobody reads', async () => {
    const { traceId, result } = await inTrace(
      () =>
        new Promise<IncomingMessage>((resolve) => {
          get(`${receiver.url}/half/open`, resolve);
        }),
    );
    expect(result.readableFlowing).toBeNull();
    expect(callsOf(traceId)).toEqual([]);
    result.destroy();
    expect((await callOf(traceId)).attributes).toMatchObject({
      'http.response.status_code': 200,
    });
  });

  it('end with an upgrade', async () => {
    const { traceId } = await inTrace(
      () =>
        new Promise<void>((resolve) => {
          request(`${receiver.url}/ok`, {
            headers: { connection: 'upgrade', upgrade: 'test' },
          })
            .on('upgrade', (_response, socket) => {
              socket.destroy();
              resolve();
            })
            .end();
        }),
    );
    const call = await callOf(traceId);
    expect(call.attributes['http.response.status_code']).toBe(101);
    expect(call.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('are apart on one connection that is kept alive', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const traces = await Promise.all(
      Array.from({ length: 20 }, () => inTrace(() => send('/ok', { agent }))),
    );
    agent.destroy();
    const sent = receiver.received.slice(-20);
    expect(new Set(sent.map(({ callerPort }) => callerPort)).size).toBe(1);
    for (const { traceId, parentId } of traces) {
      const call = await callOf(traceId);
      expect(call.parentSpanContext?.spanId).toBe(parentId);
      expect(sent.map((it) => it.headers['traceparent'])).toContain(
        `00-${traceId}-${call.spanContext().spanId}-01`,
      );
    }
  });
});
