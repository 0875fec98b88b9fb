import { connect } from 'node:net';
import { expectProblem, expectStatus } from './expect-problem.js';
import { startApi, type TestApi } from './start-api.js';

const JSON_TYPE = 'application/json';

describe('input of every bad kind', () => {
  let t: TestApi;
  beforeAll(async () => {
    t = await startApi();
  });
  afterAll(() => t.close());

  it.each([
    ['cut short', '{"message":'],
    ['not JSON', 'message=hello'],
    ['nothing where JSON was announced', ''],
    ['a prototype', '{"__proto__":{"admin":true},"message":"x","ttl":"1-day"}'],
    ['a single quote', "{'message':'x'}"],
  ])('answers 400 to a body that is %s', async (_, body) => {
    expectProblem(
      await t.api.postText('/api/activities', body, JSON_TYPE),
      400,
    );
  });

  it('answers 413 to a body over the limit', async () => {
    const body = JSON.stringify({ message: 'x'.repeat(200_000) });
    expectProblem(
      await t.api.postText('/api/activities', body, JSON_TYPE),
      413,
    );
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonish',
    'nonsense',
  ])('answers 415 to a body of type %s', async (type) => {
    const body = '{"message":"x","ttl":"1-day"}';
    expectProblem(await t.api.postText('/api/activities', body, type), 415);
  });

  it('takes JSON with a charset, in any case', async () => {
    const answer = await t.api.postText(
      '/api/activities',
      '{"message":"x","ttl":"1-day"}',
      'Application/JSON; charset=utf-8',
    );
    expectStatus(answer, 200);
  });

  it.each([
    ['DELETE', '/api/activities/home', 'GET, HEAD'],
    ['POST', '/api/activities/home', 'GET, HEAD'],
    ['PUT', '/api/activities', 'POST'],
    ['GET', '/api/activities', 'POST'],
    [
      'PATCH',
      '/api/activities/cafecafe-cafe-4afe-8afe-cafecafecafe',
      'GET, HEAD',
    ],
    [
      'GET',
      '/api/activities/cafecafe-cafe-4afe-8afe-cafecafecafe/reply',
      'POST',
    ],
    ['POST', '/api/activities/@worf', 'GET, HEAD'],
    ['DELETE', '/api/messages', 'POST'],
    ['POST', '/api/health-check', 'GET, HEAD'],
    ['POST', '/rollbar/test', 'GET, HEAD'],
  ])('answers 405 to %s %s', async (method, path, allow) => {
    const answer = await t.api.call(path, { method });
    expectProblem(answer, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it.each([
    '/',
    '/api',
    '/api/nothing',
    '/api/activities/a/b/c',
    '/API/activities/home',
  ])('answers 404 to %s', async (path) => {
    expectProblem(await t.api.get(path), 404);
  });

  it('answers 400 to a path that cannot be decoded', async () => {
    expectProblem(await t.api.get('/api/activities/@%FF'), 400);
    expectProblem(await t.api.get('/api/activities/@%zz'), 400);
  });

  it('tells nothing from inside', async () => {
    const answer = await t.api.postText('/api/activities', '{', JSON_TYPE);
    expect(answer.text).not.toMatch(/node_modules|\.ts|\.js|at \w+ \(/);
  });

  it('outlives raw bytes that are no HTTP', async () => {
    const { hostname, port } = new URL(t.api.url);
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.end('\u{0}\u{1}garbage\r\n\r\n'),
      );
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString('latin1')));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect((await t.api.get('/api/health-check')).status).toBe(200);
  });
});
