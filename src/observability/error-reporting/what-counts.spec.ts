import { SpanStatusCode } from '@opentelemetry/api';
import { SpecApp } from './error-reporting.spec-app.js';
import { INSIDE } from './failing-routes.spec-app.js';

describe('what is reported', () => {
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

  /** Messages of all exceptions and texts that arrived, outermost first. */
  const messages = (): readonly unknown[] =>
    target.receiver.items.map(
      ({ data: { body } }) =>
        body.message?.body ?? body.trace_chain?.[0]?.exception.message,
    );

  it.each([500, 502, 503, 599])(
    'is a status of %i that a handler sends without an exception',
    async (status) => {
      const response = await fetch(
        `${target.origin}/answers/${String(status)}`,
      );
      expect(response.status).toBe(status);
      expect(await response.text()).toBe('not today');
      await target.settled(1);
      const [item] = target.receiver.items;
      expect(item?.data).toMatchObject({
        level: 'error',
        context: '/answers/:status',
        custom: {
          trace_id: target.finished[0]?.span.spanContext().traceId,
          occurrence_count: 1,
        },
      });
      expect(messages()[0]).toMatch(
        new RegExp(`^GET /answers/:status answered ${String(status)}`),
      );
      expect(target.spans.at(-1)?.attributes['rollbar.uuid']).toBe(
        item?.data.uuid,
      );
      expect(target.logged).toEqual([
        [messages()[0], { rollbar_uuid: item?.data.uuid }, 'Exceptions'],
      ]);
    },
  );

  it.each(['/answers/404', '/answers/499', '/not-ready'])(
    'is no answer below 500, and none that is expected: %s',
    async (path) => {
      const response = await fetch(`${target.origin}${path}`);
      expect(await response.text()).toMatch(/^not/);
      await target.settled(0);
      await target.quiet();
    },
  );

  it('is nothing that is expected: it is answered as it would have been, and logged as a warning', async () => {
    const response = await fetch(`${target.origin}/expected`);
    expect(response.status).toBe(500);
    expect(await response.json()).not.toHaveProperty('occurrence');
    await target.settled(0);
    expect(target.finished[0]?.error).toBeInstanceOf(RangeError);
    expect(target.spans.at(-1)?.status.code).toBe(SpanStatusCode.ERROR);
    expect(target.spans.at(-1)?.attributes['error.type']).toBe('RangeError');
    expect(target.warned).toEqual([[`RangeError: ${INSIDE}`, 'Exceptions']]);
    await target.quiet();
  });

  it('is an error object once in a request, and again in the next', async () => {
    for (const count of [1, 2, 3]) {
      const { body } = await target.problem('/constant');
      await target.settled(count);
      expect(body['occurrence']).toBe(target.receiver.items.at(-1)?.data.uuid);
    }
    expect(target.receiver.items).toHaveLength(3);
  });

  it('is an error that wraps one reported before, with it as its cause', async () => {
    await target.problem('/wrapped');
    await target.settled(2);
    expect(messages()).toEqual(expect.arrayContaining(['inner', 'outer']));
  });

  it('is no cause that was reported with the error that it caused', async () => {
    const { body } = await target.problem('/unwrapped');
    await target.settled(1);
    expect(messages()).toEqual(['outer']);
    expect(body['occurrence']).toBe(target.receiver.items[0]?.data.uuid);
  });

  it('is what a timer that a request began reports, under that request', async () => {
    await fetch(`${target.origin}/later`);
    const [item] = await target.receiver.received(1);
    expect(item).toMatchObject({
      context: '/later',
      request: { method: 'GET' },
      custom: { trace_id: target.finished[0]?.span.spanContext().traceId },
    });
  });
});
