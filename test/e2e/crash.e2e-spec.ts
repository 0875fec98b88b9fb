import type { AppProcess } from '../support/app-process.js';
import { crashAtStart, crashOnCommand } from '../support/crash-preload.js';
import { startHanging } from '../support/hanging-server.js';
import { useProcessBench } from '../support/process-bench.js';
import { ask } from '../support/request-load.js';

/** From a crash to the end of the process, and what a busy machine adds. */
const LIMIT_MS = 3000 + 1500;

/** Exit code, and the time it took. */
const crash = async (
  app: AppProcess,
): Promise<{ readonly code: number | null; readonly tookMs: number }> => {
  const began = performance.now();
  app.signal('SIGUSR2');
  const code = await app.exit;
  return { code, tookMs: performance.now() - began };
};

describe('a crash', { timeout: 60_000 }, () => {
  const bench = useProcessBench();

  const run = (
    parameters: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): AppProcess =>
    bench.run([...parameters, '--enable-source-maps'], environment);

  it('in a request tells every vendor, under the trace of that request, and of those that it cut off', async () => {
    const app = run(
      crashOnCommand(
        // In two parts: the whole code stands in the stack, as the URL it was loaded from.
        `throw new RangeError('nobody caught password=' + ['hunt', 'er2'].join(''))`,
      ),
    );
    const url = await app.origin('API');
    const answered = await ask(`${url}/api/activities/home`);
    const asked = ask(`${url}/api/activities/home?crash`);

    expect(await app.end).toBe(1);
    expect(await asked).toBeUndefined();
    expect(app.stderr).toContain('RangeError: nobody caught');
    expect(app.stderr).toMatch(/\n {4}at /);
    expect(app.stderr).toMatch(/\nNode\.js v\d/);
    expect(app.output).not.toContain('hunter2');
    const [item, ...others] = bench.sandbox.store.items();
    expect(others).toEqual([]);
    expect(item?.data).toMatchObject({
      level: 'critical',
      body: { trace_chain: [{ exception: { class: 'RangeError' } }] },
    });
    const crashed = bench.sandbox.store
      .requests()
      .filter(({ traceId }) => traceId !== answered?.traceId);
    expect(crashed).toMatchObject([
      {
        status: 500,
        vendors: { otlp: true, xray: true, cloudwatch: true, rollbar: true },
      },
    ]);
    const view = bench.sandbox.store.trace(crashed[0]?.traceId ?? '');
    const server = view?.otlp.spans.find(({ span }) => span.kind === 2)?.span;
    expect(server).toMatchObject({
      status: { code: 2 },
      attributes: { 'error.type': 'RangeError' },
    });
    expect(view?.xray.segments).toMatchObject([{ document: { fault: true } }]);
    const levels = view?.cloudwatch.events.map(
      ({ fields }) => fields?.['level'],
    );
    expect(levels).toEqual(['fatal', 'info']);
    expect(bench.sandbox.store.violations()).toEqual([]);
  });

  it.each([
    [
      'a rejection',
      `void Promise.reject(new TypeError('unheard'))`,
      'TypeError: unheard',
    ],
    [
      'an error with causes',
      `throw new Error('outer', { cause: new Error('inner') })`,
      'inner',
    ],
    ['nothing', 'throw null', 'null'],
    ['a rejection with nothing', 'void Promise.reject()', 'undefined'],
    [
      'what has no text',
      'throw { toString() { throw new Error("text") } }',
      'toString',
    ],
    [
      'an error that is a proxy',
      `const deny = () => { throw new Error('trap'); }; throw new Proxy(new Error('behind'), { get: deny, has: deny, ownKeys: deny, getPrototypeOf: deny, getOwnPropertyDescriptor: deny })`,
      'behind',
    ],
    [
      'an error whose stack throws',
      `throw Object.defineProperty(new Error('x'), 'stack', { get() { throw new Error('stack'); } })`,
      'Node.js',
    ],
    [
      'a second crash',
      `setInterval(() => { throw new Error('again'); }, 1); throw new Error('first')`,
      'first',
    ],
    [
      'a listener of exit that crashes too',
      `process.on('exit', () => { throw new Error('exit'); }); throw new Error('first')`,
      'first',
    ],
  ])('by %s ends with code 1, once', async (_, code, shown) => {
    const app = run(crashOnCommand(code));
    await app.origin('API');

    const end = await crash(app);
    await app.end;
    expect(end.code).toBe(1);
    expect(end.tookMs).toBeLessThan(LIMIT_MS);
    expect(app.stderr).toContain(shown);
    expect(bench.sandbox.store.items()).toMatchObject([
      { data: { level: 'critical' } },
    ]);
    const fatal = bench.sandbox.store
      .logEvents()
      .filter(({ fields }) => fields?.['level'] === 'fatal');
    expect(fatal).toHaveLength(1);
  });

  it('is no crash where Node is told to warn of rejections', async () => {
    const app = run([
      '--unhandled-rejections=warn',
      ...crashOnCommand(`void Promise.reject(new Error('only a warning'))`),
    ]);
    const url = await app.origin('API');
    app.signal('SIGUSR2');
    await expect.poll(() => app.output).toContain('only a warning');

    expect((await ask(`${url}/health/live`))?.status).toBe(200);
    app.signal('SIGTERM');
    expect(await app.exit).toBe(0);
  });

  it('tells what stayed behind when every vendor hangs', async () => {
    const hanging = await startHanging();
    const app = run(crashOnCommand(`throw new Error('unheard')`), {
      ROLLBAR_ENDPOINT: hanging.url,
    });
    await app.origin('API');

    const end = await crash(app);
    await app.end;
    expect(end.code).toBe(1);
    expect(end.tookMs).toBeLessThan(LIMIT_MS);
    expect(app.stderr).toContain(
      'telemetry: stopped; rollbar 1 lost (shutdown)',
    );
    hanging.close();
  });

  it('ends in time though every vendor hangs and nobody reads the output', async () => {
    const hanging = await startHanging();
    const away = hanging.url;
    const app = run(crashOnCommand(`throw new Error('unheard')`), {
      OTEL_EXPORTER_OTLP_ENDPOINT: away,
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: away,
      ROLLBAR_ENDPOINT: away,
    });
    const url = await app.origin('API');
    await ask(`${url}/api/activities/home`);
    app.child.stdout?.destroy();
    app.child.stderr?.destroy();

    const end = await crash(app);
    expect(end.code).toBe(1);
    expect(end.tookMs).toBeLessThan(LIMIT_MS);
    hanging.close();
  });

  it('has the last word in the middle of a stop', async () => {
    const app = run(crashOnCommand(`throw new Error('while stopping')`), {
      SHUTDOWN_DELAY_MS: '5000',
    });
    await app.origin('API');
    app.signal('SIGTERM');
    await expect.poll(() => app.stdout).toContain('SIGTERM received');

    const end = await crash(app);
    expect(end.code).toBe(1);
    expect(end.tookMs).toBeLessThan(LIMIT_MS);
    expect(bench.sandbox.store.items()).toMatchObject([
      { data: { level: 'critical' } },
    ]);
  });

  it('ends the start, before there is an application', async () => {
    const app = run(crashAtStart(`throw new Error('too early')`));

    expect(await app.end).toBe(1);
    expect(app.stderr).toContain('Error: too early');
    expect(app.stdout).not.toContain('API');
  });
});
