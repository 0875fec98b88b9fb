import { SpanStatusCode } from '@opentelemetry/api';
import { once } from 'node:events';
import { connect } from 'node:net';
import { SpecApp } from './error-reporting.spec-app.js';
import { INSIDE } from './failing-routes.spec-app.js';

describe('a response that is a stream', () => {
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

  it('is cut off when it fails midway, logged and reported once, in its trace', async () => {
    const response = await fetch(`${target.origin}/stream/late`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(/terminated/);

    await target.settled(1);
    const [item] = await target.receiver.received(1);
    expect(item?.body.trace_chain?.[0]?.exception.message).toBe(INSIDE);
    expect(target.logged).toHaveLength(1);
    const server = target.spans.at(-1);
    expect(server?.status.code).toBe(SpanStatusCode.ERROR);
    expect(server?.attributes).toMatchObject({
      'exception.message': INSIDE,
      'rollbar.uuid': item?.uuid,
    });
  });

  it('is answered with 500 and reported once when it fails before its first byte', async () => {
    const { response } = await target.problem('/stream/at-once');
    expect(response.status).toBe(500);
    await target.settled(1);
    expect(target.logged).toHaveLength(1);
  });

  it('is no failure when its client leaves', async () => {
    const { port } = new URL(target.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /stream/endless HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();

    await target.settled(0);
    expect(target.logged).toEqual([]);
    await target.quiet();
  });
});
