import { SpanStatusCode } from '@opentelemetry/api';
import { SpecApp } from './error-reporting.spec-app.js';
import { INSIDE } from './failing-routes.spec-app.js';

describe('the occurrence of a failed request', () => {
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
    ['error', 500],
    ['text', 500],
    ['nothing', 500],
    ['undefined', 500],
    ['cyclic', 500],
    ['proxy', 500],
    ['unavailable', 503],
    ['odd-status', 500],
    ['no-status', 500],
    ['codes-500', 500],
    ['upstream-404', 500],
  ])(
    'answers, logs and reports once what is thrown as %s',
    async (what, status) => {
      const { response, body } = await target.problem(
        `/throw/${what}?token=abc&x=1`,
      );
      expect(response.status).toBe(status);
      expect(body['instance']).toBe(`/throw/${what}`);
      await target.settled(1);
      expect(target.receiver.items).toHaveLength(1);
      const item = target.receiver.items[0]?.data;
      expect(body['occurrence']).toBe(item?.uuid);
      const span = target.spans.find(({ name }) => name === 'GET /throw/:what');
      expect(item).toMatchObject({
        level: 'error',
        context: '/throw/:what',
        request: {
          method: 'GET',
          url: `${target.origin}/throw/${what}?token=[redacted]&x=1`,
          user_ip: '127.0.0.1',
        },
        custom: {
          trace_id: body['trace_id'],
          span_id: span?.spanContext().spanId,
          xray_trace_id: `1-${String(body['trace_id']).slice(0, 8)}-${String(body['trace_id']).slice(8)}`,
        },
      });
      expect(span?.attributes).toMatchObject({
        'rollbar.uuid': item?.uuid,
        'http.response.status_code': status,
      });
      expect(span?.status.code).toBe(SpanStatusCode.ERROR);
      expect(target.logged).toHaveLength(1);
      expect(target.logged[0]?.at(-1)).toBe('Exceptions');
      expect(target.logged[0]).toContainEqual({ rollbar_uuid: item?.uuid });
    },
  );

  it('records an error on the span and logs it with its stack', async () => {
    await target.problem('/throw/error');
    await target.settled(1);
    expect(target.spans[0]?.attributes).toMatchObject({
      'error.type': 'TypeError',
      'exception.type': 'TypeError',
      'exception.message': INSIDE,
    });
    expect(target.logged[0]).toEqual([
      `TypeError: ${INSIDE}`,
      { rollbar_uuid: expect.any(String) },
      expect.stringMatching(/^TypeError: connection.*\n\s+at /),
      'Exceptions',
    ]);
  });

  it('reports what a handler reports itself with the request it belongs to', async () => {
    const uuid = await (await fetch(`${target.origin}/handled`)).text();
    await target.settled(1);
    expect(target.receiver.items[0]?.data).toMatchObject({
      uuid,
      context: '/handled',
      custom: {
        step: 1,
        trace_id: target.finished[0]?.span.spanContext().traceId,
      },
    });
    expect(target.spans[0]?.attributes['rollbar.uuid']).toBe(uuid);
  });

  it('reports an error once that a handler reported before it threw it', async () => {
    await target.problem('/again');
    await target.settled(1);
    target.reporter.message('next', 'info');
    const items = await target.receiver.received(2);
    expect(items.map(({ body }) => body.message?.body)).toContain('next');
    expect(target.spans[0]?.attributes['rollbar.uuid']).toBe(
      items.find(({ context }) => context === '/again')?.uuid,
    );
  });

  it('sends headers from its list only', async () => {
    await fetch(`${target.origin}/throw/error`, {
      headers: {
        authorization: 'Bearer abc',
        cookie: 'sid=abc',
        'x-api-key': 'abc',
        'x-forwarded-for': '203.0.113.9',
        'user-agent': 'spec/1',
        referer: 'https://u:abc@site.example/?token=abc',
      },
    });
    const [item] = await target.receiver.received(1);
    expect(item?.request?.headers).toMatchObject({
      'user-agent': 'spec/1',
      referer: 'https://site.example/?token=[redacted]',
    });
    expect(Object.keys(item?.request?.headers ?? {})).not.toEqual(
      expect.arrayContaining(['cookie']),
    );
    expect(JSON.stringify(item?.request)).not.toMatch(/abc|203\.0\.113\.9/);
  });

  it('names the person that the server span names', async () => {
    await target.problem('/throw/known-user');
    const [item] = await target.receiver.received(1);
    expect(item?.person).toEqual({ id: 'worf' });
  });
});

describe('an application', () => {
  it('delivers what it reported before it stops', async () => {
    const target = await SpecApp.start();
    target.reporter.error(new Error('last words'));
    await target.app.close();
    expect(target.receiver.items).toHaveLength(1);
    await target.receiver.stop();
  });

  it('answers and logs where reporting is off', async () => {
    const target = await SpecApp.start(false);
    const { response } = await target.problem('/throw/error');
    await target.stop();
    expect(response.status).toBe(500);
    expect(target.logged).toHaveLength(1);
    expect(target.receiver.items).toEqual([]);
  });
});
