import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

const PAGE = '<!doctype html><title>console</title>';
const VIEWS = [
  '/',
  '/traces/5b8efff798038103d269b633813fc60c',
  '/overview',
  '/logs',
  '/errors',
  '/metrics',
  '/wires',
  '/try',
];
const BROWSER =
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** Starts a sandbox whose console is in a directory of its own, built or not, for all tests of a suite. */
function useConsole(isBuilt: boolean) {
  let directory = '';
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'console-'));
    await writeFile(join(directory, 'index.html'), PAGE);
    if (isBuilt) {
      await mkdir(join(directory, 'assets'));
      await writeFile(join(directory, 'assets', 'main-1a2b.js'), 'start();');
    }
    sandbox = await startSandbox({
      ports: FREE_PORTS,
      consoleDirectory: directory,
    });
  });
  afterAll(async () => {
    await sandbox?.close();
    await rm(directory, { recursive: true });
  });
  const urlOf = (path: string): string =>
    `${sandbox?.endpoints.query ?? ''}${path}`;
  return {
    urlOf,
    ask: (path: string, accept = BROWSER): Promise<Response> =>
      fetch(urlOf(path), { headers: { accept } }),
  };
}

describe('the console, built', () => {
  const { ask, urlOf } = useConsole(true);

  it.each(VIEWS)(
    'is shown at %s and runs no script but its own',
    async (view) => {
      const answer = await ask(view);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(await answer.text()).toBe(PAGE);
      const policy = answer.headers.get('content-security-policy');
      expect(policy?.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
        ]),
      );
      expect(policy).not.toContain('unsafe-');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('serves its files for good', async () => {
    const answer = await ask('/assets/main-1a2b.js');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(await answer.text()).toBe('start();');
  });

  it('answers for a file that is not there, and not for good', async () => {
    const answer = await ask('/assets/main-of-before.js');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
    expect(answer.headers.get('cache-control') ?? '').not.toContain(
      'immutable',
    );
  });

  it.each([
    '/assets/../index.html',
    '/assets/..%2findex.html',
    '/assets/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/assets/..%5cindex.html',
    '/assets/',
  ])('serves nothing but its files at %s', async (path) => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(urlOf('/'), { path }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode));
      }).on('error', reject);
    });
    expect([403, 404]).toContain(status);
  });

  it.each([
    '*/*',
    'application/json',
    '',
    'text/htmlx',
    'application/text/html',
  ])('is for browsers: a program that accepts %j gets JSON', async (accept) => {
    const answer = await ask('/', accept);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('vary')).toBe('accept');
    expect(await answer.json()).toMatchObject({
      name: 'telemetry sandbox',
      endpoints: { query: urlOf('') },
      api: expect.arrayContaining(['GET /api/live']),
    });
  });

  it.each(['text/html', 'application/json, TEXT/HTML;q=0.1'])(
    'is shown to who accepts %j',
    async (accept) => {
      expect(await (await ask('/', accept)).text()).toBe(PAGE);
    },
  );
});

describe('the console, not built', () => {
  const { ask, urlOf } = useConsole(false);

  it.each(VIEWS)('says at %s how to build it', async (view) => {
    const answer = await ask(view);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe(
      'The console is not built. Run: npm run build\n',
    );
  });

  it('leaves the API as it is', async () => {
    expect(await (await ask('/', '*/*')).json()).toMatchObject({
      endpoints: { query: urlOf('') },
    });
    expect((await ask('/assets/main-1a2b.js')).status).toBe(404);
  });
});
