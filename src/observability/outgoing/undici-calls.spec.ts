import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { CallReceiver } from './call-receiver.spec-server.js';
import {
  callOf,
  callsOf,
  endedCalls,
  inTrace,
  startCallTracing,
} from './recorded-calls.spec-rig.js';
import { limitedPool } from './limited-pool.spec-rig.js';
import { startOutgoing } from './start-outgoing.js';

describe('calls by fetch', () => {
  const receiver = new CallReceiver();
  let nobody = '';

  beforeAll(async () => {
    const gone = new CallReceiver();
    await gone.listen();
    nobody = gone.url;
    await gone.close();
    startCallTracing();
    startOutgoing();
    await receiver.listen();
  });

  afterAll(async () => {
    await receiver.close();
  });

  const text = async (path: string, init?: RequestInit): Promise<string> =>
    (await fetch(`${receiver.url}${path}`, init)).text();

  it('become client spans below the active one, whose id the other side receives', async () => {
    const { traceId, parentId, result } = await inTrace(() =>
      text('/ok?token=abc&page=2'),
    );
    expect(result).toBe('ok');

    const call = await callOf(traceId);
    expect(call).toMatchObject({
      name: 'GET',
      kind: SpanKind.CLIENT,
      parentSpanContext: { spanId: parentId },
      status: { code: SpanStatusCode.UNSET },
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'server.port': receiver.port,
      },
    });
    expect(call.attributes['url.full']).toMatch(/\/ok\?token=\[.*\]&page=2$/);
    expect(call.attributes).not.toHaveProperty('error.type');
    const { headers } = receiver.last();
    expect(headers['traceparent']).toBe(
      `00-${traceId}-${call.spanContext().spanId}-01`,
    );
    expect(headers).not.toHaveProperty('x-amzn-trace-id');
  });

  it('carry X-Ray’s header to a host that is allowed', async () => {
    const { traceId } = await inTrace(async () =>
      (await fetch(`http://localhost:${String(receiver.port)}/ok`)).text(),
    );
    const { spanId } = (await callOf(traceId)).spanContext();
    expect(receiver.last().headers['x-amzn-trace-id']).toBe(
      `Root=1-${traceId.slice(0, 8)}-${traceId.slice(8)};Parent=${spanId};Sampled=1`,
    );
  });

  it('have no span and no header outside a trace, or where tracing is suppressed', async () => {
    const before = endedCalls();
    await text('/ok');
    expect(receiver.last().headers).not.toHaveProperty('traceparent');

    const { traceId } = await inTrace(() =>
      context.with(suppressTracing(context.active()), () => text('/ok')),
    );
    expect(receiver.last().headers).not.toHaveProperty('traceparent');
    expect(callsOf(traceId)).toEqual([]);
    expect(endedCalls()).toBe(before);
  });

  it('pass on the decision not to keep a trace', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const caller = trace.setSpanContext(context.active(), {
      traceId,
      spanId: 'b7ad6b7169203331',
      traceFlags: TraceFlags.NONE,
      isRemote: true,
    });
    await context.with(caller, async () =>
      (await fetch(`http://localhost:${String(receiver.port)}/ok`)).text(),
    );
    const { headers } = receiver.last();
    expect(headers['traceparent']).toMatch(
      new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`),
    );
    expect(headers['x-amzn-trace-id']).toMatch(/;Sampled=0$/);
    expect(callsOf(traceId)).toEqual([]);
  });

  it('carry the baggage', async () => {
    await inTrace(() =>
      context.with(
        propagation.setBaggage(
          context.active(),
          propagation.createBaggage({ plan: { value: 'free' } }),
        ),
        () => text('/ok'),
      ),
    );
    expect(receiver.last().headers['baggage']).toBe('plan=free');
  });

  it.each([
    ['an object', () => ({ 'x-own': '1' })],
    ['an array', (): [string, string][] => [['x-own', '1']]],
    ['Headers', () => new Headers({ 'x-own': '1' })],
  ])('do not write on headers that two calls share: %s', async (_, make) => {
    const headers = make();
    const before = JSON.stringify([...new Headers(headers)]);
    const { traceId } = await inTrace(async () => {
      await text('/ok', { headers });
      await text('/ok', { headers });
    });
    await expect.poll(() => callsOf(traceId).length).toBe(2);

    expect(JSON.stringify([...new Headers(headers)])).toBe(before);
    const sent = receiver.received.slice(-2);
    expect(sent.map((it) => it.headers['x-own'])).toEqual(['1', '1']);
    expect(sent.map((it) => it.headers['traceparent'])).toEqual(
      callsOf(traceId).map(
        (call) => `00-${traceId}-${call.spanContext().spanId}-01`,
      ),
    );
  });

  it('leave a header alone that the caller set', async () => {
    const traceparent =
      '00-11111111111111111111111111111111-2222222222222222-01';
    await inTrace(async () =>
      (
        await fetch(`http://localhost:${String(receiver.port)}/ok`, {
          headers: { Traceparent: traceparent, 'X-Amzn-Trace-Id': 'Root=mine' },
        })
      ).text(),
    );
    expect(receiver.last().headers).toMatchObject({
      traceparent,
      'x-amzn-trace-id': 'Root=mine',
    });
  });

  it.each([404, 429, 503])(
    'are errors when answered with %i',
    async (status) => {
      const { traceId } = await inTrace(() =>
        text(`/status/${String(status)}`),
      );
      expect(await callOf(traceId)).toMatchObject({
        status: { code: SpanStatusCode.ERROR },
        attributes: {
          'http.response.status_code': status,
          'error.type': String(status),
        },
      });
    },
  );

  it.each([
    ['refused', () => fetch(nobody), 'ECONNREFUSED'],
    ['reset', () => text('/reset'), 'UND_ERR_SOCKET'],
    ['cut off in the body', () => text('/half'), 'UND_ERR_SOCKET'],
    [
      'given up',
      async () => {
        const stop = new AbortController();
        const response = await fetch(`${receiver.url}/half/open`, {
          signal: stop.signal,
        });
        stop.abort();
        return response.text();
      },
      'AbortError',
    ],
    [
      'too slow',
      () => text('/silent', { signal: AbortSignal.timeout(30) }),
      'TimeoutError',
    ],
  ])('are errors when %s', async (_, make, type) => {
    const { traceId, result } = await inTrace(async () =>
      make().catch((error: unknown) => error),
    );
    expect(result).toBeInstanceOf(Error);
    const call = await callOf(traceId);
    expect(call.status.code).toBe(SpanStatusCode.ERROR);
    expect(call.attributes['error.type']).toBe(type);
    expect(call.attributes['exception.message']).toEqual(expect.any(String));
  });

  it('end when the body has ended', async () => {
    const { traceId } = await inTrace(async () => {
      const response = await fetch(`${receiver.url}/half/open`);
      expect(
        callsOf(trace.getActiveSpan()?.spanContext().traceId ?? ''),
      ).toEqual([]);
      await response.body?.cancel();
    });
    const call = await callOf(traceId);
    expect(call.attributes).toMatchObject({
      'http.response.status_code': 200,
      'error.type': 'AbortError',
    });
  });

  it('have a span for each hop of a redirect', async () => {
    const { traceId, parentId } = await inTrace(() => text('/redirect'));
    await expect.poll(() => callsOf(traceId).length).toBe(2);
    const calls = callsOf(traceId);
    expect(
      calls.map((call) => call.attributes['http.response.status_code']),
    ).toEqual([302, 200]);
    for (const call of calls) {
      expect(call.parentSpanContext?.spanId).toBe(parentId);
    }
    expect(receiver.last().headers['traceparent']).toContain(
      calls[1]?.spanContext().spanId,
    );
  });

  it('stay in their own traces, 200 at once', async () => {
    const traces = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        inTrace(() => text(`/ok/${String(index)}`)),
      ),
    );
    for (const [index, { traceId, parentId }] of traces.entries()) {
      const call = await callOf(traceId);
      expect(call.parentSpanContext?.spanId).toBe(parentId);
      const sent = receiver.received.find(
        ({ path }) => path === `/ok/${String(index)}`,
      );
      expect(sent?.headers['traceparent']).toBe(
        `00-${traceId}-${call.spanContext().spanId}-01`,
      );
    }
  });

  it('stay in their own traces when undici lets them wait for a connection', async () => {
    const pool = limitedPool(receiver.url);
    const traces = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        inTrace(() => pool.get(`/waiting/${String(index)}`)),
      ),
    );
    await pool.close();
    for (const [index, { traceId, parentId }] of traces.entries()) {
      const call = await callOf(traceId);
      expect(call.parentSpanContext?.spanId).toBe(parentId);
      expect(call.attributes['url.full']).toBe(
        `${receiver.url}/waiting/${String(index)}`,
      );
    }
  });
});
