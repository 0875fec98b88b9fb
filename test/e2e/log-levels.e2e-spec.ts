import { Logger } from '@nestjs/common';
import { AppProcesses } from '../support/app-process.js';
import { freshDataDir } from '../support/data-dir.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

const LEVELS = '/health/log-levels';
const TOKEN = 'a-token-of-operators';

describe('log levels', () => {
  let app: TestApp;

  const ask = async (
    init: RequestInit = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await fetch(app.url + LEVELS, {
      ...init,
      headers: {
        ...(init.body && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    return { status: response.status, body: await response.json() };
  };
  const put = (
    change: unknown,
    headers?: Readonly<Record<string, string>>,
  ): ReturnType<typeof ask> =>
    ask({ method: 'PUT', body: JSON.stringify(change) }, headers);
  const messages = (): unknown[] =>
    app
      .lines()
      .filter(({ context }) => context !== 'Access')
      .map(({ message }) => message);

  afterEach(async () => {
    await app.close();
  });

  it('are read and changed while it runs, for a time, and taken back', async () => {
    app = await startTestApp({ LOG_LEVELS: 'Mine=error' });
    const mine = new Logger('Mine');
    const other = new Logger('Other');
    expect(await ask()).toEqual({
      status: 200,
      body: { level: 'info', contexts: { Mine: 'error' } },
    });

    const changed = await put({
      level: 'debug',
      contexts: { Mine: 'warn' },
      forSeconds: 60,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { level: 'debug', contexts: { Mine: 'warn' } },
    });
    expect(changed.body).toHaveProperty('until');
    other.debug('debug of another');
    mine.log('info of mine');
    mine.warn('warning of mine');
    expect(await ask({ method: 'DELETE' })).toEqual({
      status: 200,
      body: { level: 'info', contexts: { Mine: 'error' } },
    });
    other.debug('too late');
    mine.warn('too late');
    await app.flush();

    await expect.poll(messages).toContain('warning of mine');
    expect(messages()).toContain('debug of another');
    expect(messages()).not.toContain('info of mine');
    expect(messages()).not.toContain('too late');
    const told = app.lines().filter(({ context }) => context === 'Logger');
    expect(told).toMatchObject([
      { level: 'info', route: LEVELS, log_level: 'debug' },
      { level: 'info', route: LEVELS, log_level: 'info' },
    ]);
  });

  it('fall back when their time is over', async () => {
    app = await startTestApp();
    await put({ level: 'verbose', forSeconds: 1 });
    await expect
      .poll(async () => (await ask()).body, { timeout: 5000 })
      .toEqual({ level: 'info', contexts: {} });
    const told = (): readonly object[] =>
      app.lines().filter(({ context }) => context === 'Logger');
    await expect.poll(() => told().length).toBe(2);
    expect(told()[1]).not.toHaveProperty('trace_id');
  });

  it.each([
    [{}, 'level or contexts is needed'],
    [{ level: 'loud' }, 'level: '],
    [{ contexts: { A: 'loud' } }, 'contexts.A: '],
    [{ level: 'debug', forSeconds: 0 }, 'forSeconds: '],
    [{ level: 'debug', forSeconds: 86_401 }, 'forSeconds: '],
    [{ level: 'debug', more: 1 }, 'more'],
    [[], ''],
    ['debug', ''],
    [null, ''],
  ])('are not changed by %j', async (change, problem) => {
    app = await startTestApp();
    const { status, body } = await put(change);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(problem);
    expect((await ask()).body).toEqual({ level: 'info', contexts: {} });
  });

  it('are for operators alone, though the figures are public', async () => {
    app = await startTestApp({
      OPERATOR_TOKEN: TOKEN,
      TELEMETRY_FIGURES: 'public',
    });
    expect((await fetch(`${app.url}/health/telemetry`)).status).toBe(200);
    expect((await ask()).status).toBe(401);
    expect((await put({ level: 'debug' })).status).toBe(401);
    expect((await ask({ method: 'DELETE' })).status).toBe(401);
    const shown = { authorization: `Bearer ${TOKEN}` };
    expect((await put({ level: 'debug' }, shown)).status).toBe(200);
  });

  it('are not for callers elsewhere', async () => {
    app = await startTestApp();
    const forwarded = { 'x-forwarded-for': '127.0.0.1' };
    expect((await put({ level: 'debug' }, forwarded)).status).toBe(403);
  });
});

describe('SIGUSR2', { timeout: 60_000 }, () => {
  it('changes the level to debug, and back', async () => {
    const processes = await AppProcesses.create();
    const app = processes.run({
      SANDBOX: 'off',
      LOG_LEVEL: 'warn',
      DATA_DIR: freshDataDir(),
      PORT: '0',
      // The start is announced at level info.
      LOG_LEVELS: 'Start=info',
    });
    const url = await app.origin('API');
    const level = async (): Promise<unknown> => {
      const body: unknown = await (await fetch(url + LEVELS)).json();
      return body;
    };
    app.signal('SIGUSR2');
    await expect.poll(level).toMatchObject({ level: 'debug' });
    app.signal('SIGUSR2');
    await expect.poll(level).toMatchObject({ level: 'warn' });
    app.signal('SIGTERM');
    expect(await app.end).toBe(0);
    const told = app.stdout
      .split('\n')
      .filter((line) => line.includes('"context":"Logger"'));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('SIGUSR2');
    await processes.end();
  });
});
