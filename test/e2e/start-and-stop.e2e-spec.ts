import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type AppProcess, AppProcesses, NODE } from '../support/app-process.js';
import { freshDataDir } from '../support/data-dir.js';
import { arrivedTrace, call } from '../support/telemetry.js';

/** How npm starts a script: a shell that stays the parent. */
const NPM_SHELL = ['sh', '-c', `"${NODE.join('" "')}"; true`] as const;

let processes: AppProcesses;

/** The API's and the sandbox's origins, as the start announces them. */
async function addresses(
  app: AppProcess,
): Promise<{ readonly url: string; readonly query: string }> {
  return { query: await app.origin('Console'), url: await app.origin('API') };
}

/** Starts the application, posts a message, reads the feed and stops it again. */
async function post(message: string): Promise<string> {
  const app = processes.run({ SANDBOX: 'on' });
  const { url } = await addresses(app);
  await fetch(`${url}/api/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message, ttl: '1-day' }),
  });
  const feed = await (await fetch(`${url}/api/activities/home`)).text();
  app.signal('SIGINT');
  expect(await app.exit).toBe(0);
  return feed;
}

describe('the process', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    processes = await AppProcesses.create();
  });

  afterAll(async () => {
    await processes.end();
  });

  it('starts with an empty environment, shows its requests in four vendors, and stops on SIGTERM with everything delivered', async () => {
    const app = processes.run({});
    const { url, query } = await addresses(app);

    const home = await call({ url }, '/api/activities/home');
    const notifications = await call({ url }, '/api/activities/notifications');
    const message = await call({ url }, '/rollbar/test');
    expect(
      [home, notifications, message].map((it) => it.response.status),
    ).toEqual([200, 200, 200]);
    await arrivedTrace(query, home.traceId);
    await arrivedTrace(query, notifications.traceId);
    await arrivedTrace(query, message.traceId, {
      otlp: 1,
      xray: 1,
      cloudwatch: 1,
      rollbar: 1,
    });
    const violations = await fetch(`${query}/api/violations`);
    expect(await violations.json()).toMatchObject({ violations: [] });

    app.signal('SIGTERM');
    expect(await app.exit).toBe(0);
    await expect(fetch(`${query}/api/counts`)).rejects.toThrow();
  });

  it.each([
    ['on which nothing came', '', 8000],
    ['with half a head', 'GET /api HTTP/1.1\r\nHost', 8000],
    [
      'with half a body',
      'POST /api/activities HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      8000,
    ],
  ])(
    'is not held up in its stop by a connection %s',
    async (_, sent, limitMs) => {
      const app = processes.run({ SANDBOX: 'on', DATA_DIR: freshDataDir() });
      const { url } = await addresses(app);
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(sent);
      await fetch(`${url}/api/health-check`);

      const began = Date.now();
      app.signal('SIGTERM');
      expect(await app.exit).toBe(0);
      expect(Date.now() - began).toBeLessThan(limitMs);
      socket.destroy();
    },
  );

  it('says that X-Ray gets nothing when OpenTelemetry is disabled', async () => {
    const app = processes.run({
      SANDBOX: 'on',
      OTEL_SDK_DISABLED: 'true',
      DATA_DIR: freshDataDir(),
    });
    const { url } = await addresses(app);

    expect((await fetch(`${url}/api/activities/home`)).status).toBe(200);
    expect(app.output).toMatch(/OpenTelemetry\s+off/);
    expect(app.output).toMatch(/X-Ray\s+off/);
    app.signal('SIGTERM');
    expect(await app.exit).toBe(0);
  });

  it('stops by itself when the npm that started it is gone', async () => {
    const app = processes.run(
      { npm_lifecycle_event: 'start', DATA_DIR: join(processes.folder, 'npm') },
      NPM_SHELL,
    );
    const { url } = await addresses(app);

    app.signal('SIGTERM');
    await app.exit;
    await expect
      .poll(
        () =>
          fetch(url).then(
            () => 'up',
            () => 'down',
          ),
        {
          timeout: 15_000,
        },
      )
      .toBe('down');
    await expect.poll(() => app.output).toContain('npm is gone, stopping');
  });

  it('says in one line that the database does not answer', async () => {
    const app = processes.run({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      SANDBOX: 'off',
    });

    expect(await app.end).toBe(1);
    expect(app.stderr).toBe('');
    const failures = app.stdout
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"level":"info"'));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain('"level":"fatal"');
    expect(failures[0]).toContain('DATABASE_URL');
    expect(failures[0]).not.toContain('    at ');
  });

  it('keeps its data between two starts', async () => {
    await post('the first start');
    expect(await post('the second start')).toContain('the first start');
  });

  it('stops with code 78 and a line a problem when the environment is wrong', async () => {
    const app = processes.run({
      PORT: '99999',
      CLOUDWATCH_LOG_GROUP: 'cruddur',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=hidden-key',
    });

    expect(await app.exit).toBe(78);
    const lines = app.output.trim().split('\n');
    expect(lines).toHaveLength(3);
    for (const variable of [
      'PORT',
      'AWS_REGION',
      'OTEL_EXPORTER_OTLP_HEADERS',
    ]) {
      expect(app.output).toContain(variable);
    }
    expect(app.output).not.toContain('hidden-key');
  });

  it('says which port is taken and how to move it', async () => {
    const first = processes.run({
      SANDBOX: 'on',
      DATA_DIR: join(processes.folder, 'first'),
    });
    const { url } = await addresses(first);
    const { port } = new URL(url);

    const second = processes.run({
      PORT: port,
      SANDBOX: 'off',
      DATA_DIR: join(processes.folder, 'second'),
    });
    expect(await second.exit).toBe(1);
    expect(second.output).toContain('PORT');
    expect(second.output).toContain(port);
    expect(second.output).not.toContain('    at ');
  });

  it('says where metrics are served, and which variable moves a port of theirs that is taken', async () => {
    const prometheus = {
      OTEL_METRICS_EXPORTER: 'prometheus',
      SANDBOX: 'off',
    };
    const first = processes.run({
      ...prometheus,
      OTEL_EXPORTER_PROMETHEUS_PORT: '0',
      DATA_DIR: join(processes.folder, 'served'),
    });
    const served = /Prometheus\s+(http:[^\s"]+)/;
    await expect.poll(() => first.output, { timeout: 60_000 }).toMatch(served);
    const [, url = ''] = served.exec(first.output) ?? [];
    expect(await (await fetch(url)).text()).toContain('target_info{');

    const { port } = new URL(url);
    const second = processes.run({
      ...prometheus,
      OTEL_EXPORTER_PROMETHEUS_PORT: port,
      DATA_DIR: join(processes.folder, 'not-served'),
    });
    expect(await second.exit).toBe(1);
    expect(second.output).toContain('OTEL_EXPORTER_PROMETHEUS_PORT');
    expect(second.output).toContain(port);
    expect(second.output).not.toContain('    at ');
  });

  it('runs without the sandbox in production', async () => {
    const app = processes.run({
      NODE_ENV: 'production',
      DATA_DIR: join(processes.folder, 'production'),
    });
    await expect
      .poll(() => app.output, { timeout: 20_000 })
      .toMatch(/API\s+http:\/\//);
    expect(app.output).not.toContain('Console');
    const url = /API\s+(http:\/\/[^/\s]+)/.exec(app.output)?.[1] ?? '';
    expect(await (await fetch(`${url}/api/activities/home`)).json()).toEqual(
      [],
    );
    app.signal('SIGTERM');
    expect(await app.exit).toBe(0);
  });
});
