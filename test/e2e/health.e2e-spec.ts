import { Database } from '../../src/database/index.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

const TOKEN = 'a-token-of-operators';
const FIGURES = '/health/telemetry';

describe('health', () => {
  let app: TestApp;

  const get = async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly response: Response; readonly body: unknown }> => {
    const response = await fetch(app.url + path, { headers });
    return { response, body: await response.json() };
  };

  afterEach(async () => {
    await app.close();
  });

  it('is live and ready, and tells each probe like any other request', async () => {
    app = await startTestApp();
    const live = await get('/health/live');
    expect([live.response.status, live.body]).toEqual([
      200,
      { status: 'ok', info: {}, error: {}, details: {} },
    ]);

    const ready = await app.request('/health/ready').trace();
    ready.accessLine().has({ path: '/health/ready', status: 200 });
    ready.agrees();
    expect((await get('/health/ready')).body).toMatchObject({
      status: 'ok',
      info: {
        process: { status: 'up' },
        database: { status: 'up', responseTime: expect.any(Number) },
      },
      error: {},
    });
    expect((await get('/api/health-check')).body).toEqual({ success: true });
  });

  it('is not ready while the database is away, says nothing from inside, and reports nothing', async () => {
    app = await startTestApp();
    await app.get(Database).close();
    for (let probe = 0; probe < 3; probe += 1) {
      const { response, body } = await get('/health/ready');
      expect(response.status).toBe(503);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(body).toMatchObject({
        status: 'error',
        info: { process: { status: 'up' } },
        error: { database: { status: 'down', message: 'does not answer' } },
      });
    }

    expect((await get('/health/live')).response.status).toBe(200);
    const told = app.lines().filter(({ context }) => context === 'Health');
    expect(told.map(({ level }) => level)).toEqual(['warn', 'warn']);
    expect(app.sandbox.store.items()).toEqual([]);
  });

  it('shows the figures to callers on this machine that speak for themselves', async () => {
    app = await startTestApp();
    await app.request('/api/activities/home').trace();
    const { response, body } = await get(FIGURES);
    expect(response.status).toBe(200);
    expect(body).toMatchObject({
      sinks: {
        otlp: { accepted: expect.any(Number), dropped: expect.any(Object) },
        xray: { delivered: expect.any(Number) },
        rollbar: { accepted: 0 },
      },
      memory: { maxBytes: 67_108_864, usedBytes: expect.any(Number) },
    });

    for (const header of ['x-forwarded-for', 'forwarded', 'via']) {
      const refused = await get(FIGURES, { [header]: '127.0.0.1' });
      expect(refused.response.status).toBe(403);
      expect(refused.response.headers.get('content-type')).toContain(
        'application/problem+json',
      );
      expect(refused.body).toMatchObject({ status: 403 });
    }
  });

  it('shows the figures to whoever has the token, and to nobody else', async () => {
    app = await startTestApp({ OPERATOR_TOKEN: TOKEN });
    const shown = await get(FIGURES, {
      authorization: `bearer ${TOKEN}`,
      'x-forwarded-for': '203.0.113.9',
    });
    expect(shown.response.status).toBe(200);

    const refused: [string | undefined, string][] = [
      [undefined, 'Bearer realm="operators"'],
      [`Basic ${TOKEN}`, 'Bearer realm="operators"'],
      [`Bearer ${TOKEN}x`, 'Bearer realm="operators", error="invalid_token"'],
      [`Bearer ${TOKEN} x`, 'Bearer realm="operators"'],
    ];
    for (const [authorization, challenge] of refused) {
      const { response, body } = await get(
        FIGURES,
        authorization === undefined ? {} : { authorization },
      );
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe(challenge);
      expect(response.headers.get('content-type')).toContain('problem+json');
      expect(JSON.stringify(body)).not.toContain(TOKEN);
    }
    expect(JSON.stringify(app.lines())).not.toContain(TOKEN);
  });

  it('shows the figures to everybody where that is asked for', async () => {
    app = await startTestApp({
      OPERATOR_TOKEN: TOKEN,
      TELEMETRY_FIGURES: 'public',
    });
    const { response } = await get(FIGURES, { 'x-forwarded-for': '1.1.1.1' });
    expect(response.status).toBe(200);
  });
});
