import { runInNewContext } from 'node:vm';
import { ErrorReporter } from './error-reporter.service.js';
import { ReporterRig } from './rollbar/reporter.spec-rig.js';

describe('ErrorReporter', () => {
  let rig: ReporterRig;

  beforeEach(async () => {
    rig = await ReporterRig.start();
  });

  afterEach(async () => {
    await rig.stop();
  });

  it('posts an item with all that Rollbar documents', async () => {
    const item = await rig.reported(new TypeError('broken'), { cart: 7 });
    expect(rig.receiver.items[0]?.headers).toMatchObject({
      method: 'POST',
      'x-rollbar-access-token': 'post-server-token',
      'content-type': 'application/json',
    });
    expect(item).toMatchObject({
      level: 'error',
      environment: 'test',
      code_version: 'abc123',
      framework: 'nestjs',
      language: 'javascript',
      platform: process.platform,
      server: { root: process.cwd(), code_version: 'abc123' },
      notifier: { name: 'node_rollbar' },
      custom: { cart: 7, occurrence_count: 1 },
      title: 'TypeError: broken',
      fingerprint: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(Math.abs(item.timestamp - Date.now() / 1000)).toBeLessThan(10);
    const [trace] = item.body.trace_chain ?? [];
    expect(trace?.exception).toEqual({ class: 'TypeError', message: 'broken' });
    const own = trace?.frames.at(-1);
    expect(own?.filename).toBe(new URL(import.meta.url).pathname);
    expect(own?.lineno).toBeGreaterThan(0);
    expect(own?.code).toContain("new TypeError('broken')");
  });

  it('carries neither trace, request, command line nor configuration from outside a request', async () => {
    const item = await rig.reported(new Error('x'));
    expect(item.custom).toEqual({ occurrence_count: 1 });
    expect(item).not.toHaveProperty('request');
    expect(item).not.toHaveProperty('context');
    expect(item.server).not.toHaveProperty('argv');
    expect(Object.keys(item.notifier).toSorted()).toEqual(['name', 'version']);
    expect(JSON.stringify(item)).not.toContain('post-server-token');
  });

  it('sends messages at their level', async () => {
    const uuid = rig.reporter().message('Hello World!', 'warning', { a: 1 });
    const [item] = await rig.receiver.received(1);
    expect(item).toMatchObject({
      uuid,
      level: 'warning',
      body: { message: { body: 'Hello World!' } },
      custom: { a: 1 },
    });
  });

  it('reports at level warning', async () => {
    rig.reporter().warning(new Error('x'));
    const [item] = await rig.receiver.received(1);
    expect(item?.level).toBe('warning');
  });

  it('reports the same object once and tells the first uuid again', async () => {
    const service = rig.reporter();
    const error = new Error('once');
    const uuid = service.error(error);
    expect(service.error(error)).toBe(uuid);
    expect(service.warning(error)).toBe(uuid);
    service.message('end', 'info');
    const items = await rig.receiver.received(2);
    expect(items).toHaveLength(2);
  });

  it.each<[string, unknown, string, string]>([
    ['null', null, 'null', 'null'],
    ['undefined', undefined, 'undefined', 'undefined'],
    ['a string', 'plain', 'string', 'plain'],
    ['an empty string', '', 'string', ''],
    ['a number', 42, 'number', '42'],
    ['a symbol', Symbol('s'), 'symbol', 'Symbol(s)'],
    [
      'an object',
      { code: 1, token: 'x' },
      'object',
      '{"code":1,"token":"[redacted]"}',
    ],
    ['an object with a message', { message: 'm' }, 'object', 'm'],
    ['a function', (): void => undefined, 'function', '[function]'],
    [
      'an error of another realm',
      runInNewContext('new RangeError("far")'),
      'RangeError',
      'far',
    ],
  ])('reports %s', async (_name, thrown, className, message) => {
    const item = await rig.reported(thrown);
    expect(item.body.trace_chain).toHaveLength(1);
    expect(item.body.trace_chain?.[0]?.exception).toEqual({
      class: className,
      message,
    });
  });

  it.each<[string, () => unknown]>([
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
    ],
    [
      'an error whose getters throw',
      () =>
        Object.defineProperties(new Error('x'), {
          message: {
            get: () => {
              throw new Error('no');
            },
          },
          stack: {
            get: () => {
              throw new Error('no');
            },
          },
          cause: {
            get: () => {
              throw new Error('no');
            },
          },
          name: {
            get: () => {
              throw new Error('no');
            },
          },
        }),
    ],
    [
      'an error whose fields are no text',
      () =>
        Object.assign(new Error('x'), {
          name: 1,
          message: {},
          stack: [],
          cause: 3n,
        }),
    ],
    ['a frozen error', () => Object.freeze(new Error('x'))],
  ])('reports %s and goes on', async (_name, make) => {
    await rig.reported(make());
    expect(rig.receiver.items).toHaveLength(1);
  });

  it('does nothing where it is off', () => {
    const service = new ErrorReporter({}, rig.deliveries);
    expect(service.error(new Error('x'))).toBeUndefined();
    expect(service.message('x', 'info')).toBeUndefined();
    expect(rig.deliveries.figures()).toEqual({});
  });

  it('leaves the process as it was', () => {
    const events = [
      'uncaughtException',
      'unhandledRejection',
      'beforeExit',
      'exit',
    ] as const;
    const before = events.map((event) => process.listenerCount(event));
    rig.reporter();
    expect(events.map((event) => process.listenerCount(event))).toEqual(before);
  });
});
