import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';
import { startApplication } from '../try/application.spec-fixture.js';
import { TRY_CALLS } from '../try/index.js';

describe('/api/try', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  const url = (path: string): string => sandbox.endpoints.query + path;
  const send = (id: string): Promise<Response> =>
    fetch(url(`/api/try/${id}`), { method: 'POST' });

  it('lists the calls, each with an id of its own, and knows no application until it is told', async () => {
    const ids = TRY_CALLS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await (await fetch(url('/api/try'))).json()).toEqual({
      target: null,
      calls: TRY_CALLS,
    });
    sandbox.callsGoTo('http://localhost:4567/api');
    expect(await (await fetch(url('/api/try'))).json()).toMatchObject({
      target: 'http://localhost:4567',
    });
  });

  it.each([
    ['home', 409, 'NO_APPLICATION', 'SANDBOX_APP_URL'],
    ['other', 404, 'CALL_UNKNOWN', 'home, notifications'],
  ])(
    'answers %s without an application with %i %s',
    async (id, status, code, hint) => {
      const answer = await send(id);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({
        code,
        message: expect.stringContaining(hint),
      });
    },
  );

  it('is not reached by a page of another origin', async () => {
    const answer = await fetch(url('/api/try/home'), {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(403);
  });

  describe('with an application', () => {
    it.each(
      TRY_CALLS.map(({ id, method, path, count = 1 }) => [
        id,
        id === 'aborted' ? { aborted: 1 } : { 201: count },
        Array.from({ length: count }, () => `${method} ${path}`),
      ]),
    )('sends %s: %j', async (id, statuses, expected) => {
      const received: string[] = [];
      const application = await startApplication((request, response) => {
        received.push(`${request.method} ${request.url}`);
        if (id !== 'aborted') response.writeHead(201).end();
      });
      sandbox.callsGoTo(application.origin);
      const answer = await send(id);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ statuses });
      expect(received).toEqual(expected);
      await application.close();
    });

    it('answers that the application does not', async () => {
      const gone = await startApplication(() => {});
      await gone.close();
      sandbox.callsGoTo(gone.origin);
      const answer = await send('home');
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ statuses: { failed: 1 } });
    });
  });
});
