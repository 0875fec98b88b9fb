import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import { configVariables } from '../../src/config/index.js';
import { lastOf, readStages } from './dockerfile.js';
import { readRepositoryFile } from './read-file.js';

const argv = z.array(z.string());
const packageSchema = z.object({
  devDependencies: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
});

function parseArgv(text: string | undefined): string[] {
  const value: unknown = JSON.parse(text ?? '');
  return argv.parse(value);
}

describe('Dockerfile', () => {
  const stages = readStages();
  const image = stages.at(-1) ?? [];
  const { devDependencies, scripts } = packageSchema.parse(
    JSON.parse(readRepositoryFile('package.json')),
  );

  it('runs the Node that development and tests run', () => {
    expect(lastOf(stages[0] ?? [], 'FROM')).toBe(
      `node:${devDependencies.node}-bookworm-slim AS base`,
    );
    for (const stage of stages.slice(1)) {
      expect(lastOf(stage, 'FROM')).toMatch(/^base( AS \w+)?$/);
    }
  });

  it('installs from the lockfile, and only production dependencies reach the image', () => {
    const commands = stages
      .flat()
      .filter(({ keyword, rest }) => keyword === 'RUN' && rest.includes('npm'));
    expect(commands.map(({ rest }) => rest)).toEqual([
      'npm ci',
      'npm run build',
      'npm ci --omit=dev --ignore-scripts && npm cache clean --force',
    ]);
    const copied = image.filter(({ keyword }) => keyword === 'COPY');
    expect(copied.map(({ rest }) => rest)).toEqual([
      '--from=dependencies /app/node_modules ./node_modules',
      '--from=build /app/dist ./dist',
      'package.json LICENSE ./',
    ]);
  });

  it('does not run as root', () => {
    expect(lastOf(image, 'USER')).toBe('node');
  });

  it('starts the program itself, so that it gets the signal that stops it', () => {
    expect(parseArgv(lastOf(image, 'CMD'))).toEqual([
      'node',
      '--enable-source-maps',
      'dist/bundle/main.js',
    ]);
    expect(lastOf(image, 'ENTRYPOINT')).toBeUndefined();
    expect(lastOf(image, 'STOPSIGNAL')).toBe('SIGTERM');
    expect(scripts['start:prod']).toBe(
      'NODE_ENV=production node --enable-source-maps dist/bundle/main.js',
    );
  });

  it('sets variables that the application reads, for production and all interfaces', () => {
    const environment = Object.fromEntries(
      (lastOf(image, 'ENV') ?? '')
        .split(/\s+/)
        .map((pair) => pair.split('=', 2)),
    );
    expect(environment).toMatchObject({
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
    });
    const known = configVariables.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(parseArgv(lastOf(image, 'VOLUME'))).toEqual([
      environment['DATA_DIR'],
    ]);
    expect(lastOf(image, 'EXPOSE')).toBe(environment['PORT']);
  });

  it('lets into the build only what it copies', () => {
    const allowed = readRepositoryFile('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = stages
      .flat()
      .flatMap(({ keyword, rest }) =>
        keyword === 'COPY' && !rest.startsWith('--from')
          ? rest.split(/\s+/).slice(0, -1)
          : [],
      );
    expect(allowed.toSorted()).toEqual([...new Set(copied)].toSorted());
  });
});

describe('the health check of the image', () => {
  const check = lastOf(readStages().at(-1) ?? [], 'HEALTHCHECK') ?? '';
  const [program = '', ...parameters] = parseArgv(check.split(' CMD ')[1]);
  const asked: (string | undefined)[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end();
  });
  let port = '';

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = String(typeof address === 'object' ? address?.port : address);
  });
  afterAll(() => server.close());

  async function exitCode(): Promise<unknown> {
    const child = execFile(program, parameters, {
      env: { ...process.env, PORT: port },
    });
    const [code]: unknown[] = await once(child, 'exit');
    return code;
  }

  it('ends with 0 when the API answers that it is well', async () => {
    status = 200;
    expect(await exitCode()).toBe(0);
    expect(asked).toEqual(['/health/live']);
  });

  it('ends with 1 when the API answers that it is not', async () => {
    status = 503;
    expect(await exitCode()).toBe(1);
  });

  it('ends with 1 when nobody answers', async () => {
    server.close();
    await once(server, 'close');
    expect(await exitCode()).toBe(1);
  });
});
