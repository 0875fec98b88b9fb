import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { type AppProcess, AppProcesses } from '../support/app-process.js';
import { ask, type LoadAnswer, RequestLoad } from '../support/request-load.js';
import { vendorEnvironment } from '../support/vendor-environment.js';

/** SHUTDOWN_TIMEOUT_MS, by default. */
const TIMEOUT_MS = 10_000;
const PATH = '/api/activities/notifications';
const HALF_A_POST =
  'POST /api/activities HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n{"message":"late",';

describe('a stop', { timeout: 120_000 }, () => {
  let processes: AppProcesses;
  let sandbox: Sandbox;

  const start = async (
    environment: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly app: AppProcess; readonly url: string }> => {
    const app = processes.run({
      ...vendorEnvironment(sandbox.endpoints),
      ...environment,
    });
    return { app, url: await app.origin('API') };
  };

  /** Answers of which a vendor lacks something: their span, their segment, their access line. */
  const incomplete = (answers: readonly LoadAnswer[]): unknown[] =>
    answers.flatMap(({ traceId }) => {
      const view = sandbox.store.trace(traceId);
      const there = {
        spans: view?.otlp.spans.some(({ span }) => span.kind === 2) === true,
        segments: view?.xray.segments.length === 1,
        lines: view?.cloudwatch.events.length === 1,
      };
      return there.spans && there.segments && there.lines
        ? []
        : [{ traceId, ...there }];
    });

  beforeAll(async () => {
    processes = await AppProcesses.create();
  });

  afterAll(async () => {
    await processes.end();
  });

  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });

  afterEach(async () => {
    await sandbox.close();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s in the same instant as 25 requests delivers all that was answered',
    async (signal) => {
      const { app, url } = await start();
      const asked = Array.from({ length: 25 }, () => ask(url + PATH));
      const first = await Promise.race(asked);
      app.signal(signal);
      const began = Date.now();

      expect(await app.exit).toBe(0);
      expect(Date.now() - began).toBeLessThan(TIMEOUT_MS);
      const answers = (await Promise.all(asked)).filter(
        (answer) => answer !== undefined,
      );
      expect(first?.status).toBe(200);
      expect(answers.map(({ status }) => status)).toEqual(
        answers.map(() => 200),
      );
      expect(incomplete(answers)).toEqual([]);
      expect(sandbox.store.violations()).toEqual([]);
    },
  );

  it('answers what is sent on idle connections while it learns of the stop, and ends them', async () => {
    const { app, url } = await start();
    const agent = new Agent({ keepAlive: true });
    const askAll = () =>
      Promise.all(Array.from({ length: 25 }, () => ask(url + PATH, agent)));
    await askAll();
    app.signal('SIGTERM');
    await expect.poll(() => app.stdout).toContain('SIGTERM received');
    const answers = await askAll();

    expect(answers).toEqual(
      answers.map(() =>
        expect.objectContaining({ status: 200, connection: 'close' }),
      ),
    );
    expect(await app.exit).toBe(0);
    expect(incomplete(answers.filter((it) => it !== undefined))).toEqual([]);
  });

  it.each([1, 2, 3])(
    'under full load delivers all that was answered (%i)',
    async () => {
      const { app, url } = await start();
      const load = new RequestLoad(url + PATH, 16);
      await expect
        .poll(() => load.answers.length, { timeout: 20_000 })
        .toBeGreaterThan(300);
      app.signal('SIGTERM');
      const began = Date.now();

      expect(await app.exit).toBe(0);
      expect(Date.now() - began).toBeLessThan(TIMEOUT_MS);
      const answers = await load.end();
      expect(answers.map(({ status }) => status)).toEqual(
        answers.map(() => 200),
      );
      expect(incomplete(answers)).toEqual([]);
      expect(sandbox.store.violations()).toEqual([]);
    },
  );

  it('is announced by readiness while connections are still taken, and ends each connection', async () => {
    const { app, url } = await start({ SHUTDOWN_DELAY_MS: '3000' });
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(ready.headers.get('connection')).toBe('keep-alive');
    app.signal('SIGTERM');
    await expect.poll(() => app.stdout).toContain('SIGTERM received');

    const draining = await fetch(`${url}/health/ready`);
    expect(draining.status).toBe(503);
    expect(draining.headers.get('connection')).toBe('close');
    expect(await draining.json()).toMatchObject({
      status: 'error',
      error: { process: { status: 'down', message: 'stopping' } },
    });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await ask(url + PATH)).toMatchObject({
      status: 200,
      connection: 'close',
    });
    expect(await app.exit).toBe(0);
  });

  it('waits for a request in flight, and ends its connection', async () => {
    const { app, url } = await start();
    const socket = await halfAPost(url);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    app.signal('SIGTERM');
    await expect
      .poll(() => ask(`${url}/health/live`), { timeout: 5000 })
      .toBeUndefined();
    socket.write('"ttl":"1-day"}');
    await once(socket, 'close');

    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(/connection: close/i);
    expect(await app.exit).toBe(0);
  });

  it('gives requests 60 % of its time, and tells what became of those it cut off', async () => {
    const { app, url } = await start({ SHUTDOWN_TIMEOUT_MS: '2000' });
    const socket = await halfAPost(url);
    app.signal('SIGTERM');
    const began = performance.now();

    await once(socket, 'close');
    expect(performance.now() - began).toBeGreaterThan(1000);
    expect(await app.exit).toBe(0);
    expect(performance.now() - began).toBeLessThan(2000);
    const cut = sandbox.store
      .requests()
      .find(({ method }) => method === 'POST');
    expect(cut).toMatchObject({
      vendors: { otlp: true, xray: true, cloudwatch: true },
    });
  });

  it('ends at once on a second signal', async () => {
    const { app, url } = await start();
    await halfAPost(url);
    app.signal('SIGTERM');
    await expect.poll(() => app.stdout).toContain('SIGTERM received');
    // Signals that come within half a second of each other count as one.
    await expect
      .poll(
        () => {
          app.signal('SIGINT');
          return app.child.exitCode;
        },
        { timeout: 3000, interval: 100 },
      )
      .toBe(130);
  });
});

/** A connection with half of a POST on it, which the application has begun. */
async function halfAPost(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  await once(socket, 'connect');
  socket.write(HALF_A_POST);
  // Answered after the half has arrived, for it was sent later.
  await fetch(`${url}/health/live`);
  return socket;
}
