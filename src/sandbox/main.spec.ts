import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';

/** Lets Node run the TypeScript sources as they are: `./x.js` is looked for as `./x.ts`. */
const LOADER = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('.') && context.parentURL?.includes('/src/sandbox/');
    return next(ours ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
  },
});`)}`;
const MAIN = new URL('main.ts', import.meta.url).pathname;
const PORTS = Object.fromEntries(
  ['', '_OTLP', '_XRAY', '_CLOUDWATCH', '_ROLLBAR'].map((name) => [
    `SANDBOX${name}_PORT`,
    '0',
  ]),
);
const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listening'),
    endpoints: z.record(z.string(), z.string()),
  }),
  z.object({
    type: z.literal('failed'),
    code: z.string(),
    message: z.string(),
  }),
]);

async function message(
  child: ChildProcess,
): Promise<z.output<typeof messageSchema>> {
  const [sent] = await once(child, 'message');
  return messageSchema.parse(sent);
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = await once(child, 'exit');
  return code;
}

async function outputUntil(
  child: ChildProcess,
  pattern: RegExp,
): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (pattern.test(output)) break;
  }
  return output;
}

describe('sandbox process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(ipc: boolean, env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, ['--import', LOADER, MAIN], {
      env: { PATH: process.env['PATH'], ...PORTS, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    });
    children.push(child);
    return child;
  }

  it('reports to its parent, outlives signals while it is connected and ends with it', async () => {
    const child = start(true);
    const heard = await message(child);
    if (heard.type !== 'listening') throw new Error(heard.message);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const answer = await fetch(`${heard.endpoints['query']}/api/counts`);
    expect(answer.status).toBe(200);
    child.disconnect();
    expect(await exitCode(child)).toBe(0);
    expect(child.stdout?.read() ?? '').toBe('');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'alone prints where it listens and ends on %s',
    async (signal) => {
      const child = start(false);
      const output = await outputUntil(child, /Rollbar: .*\n/);
      expect(output).toMatch(
        /^the console and its API: http:\/\/127\.0\.0\.1:\d+$/m,
      );
      expect(output).toMatch(
        /^the X-Ray daemon \(UDP and TCP\): 127\.0\.0\.1:\d+$/m,
      );
      expect(output.trim().split('\n')).toHaveLength(5);
      child.kill(signal);
      expect(await exitCode(child)).toBe(0);
    },
  );

  it('tells its parent which port is busy', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const port =
      address !== null && typeof address === 'object' ? address.port : 0;
    const child = start(true, { SANDBOX_ROLLBAR_PORT: String(port) });
    expect(await message(child)).toMatchObject({
      type: 'failed',
      code: 'EADDRINUSE',
      message: expect.stringContaining('SANDBOX_ROLLBAR_PORT'),
    });
    expect(await exitCode(child)).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });

  it('tells its parent which variable is wrong', async () => {
    const child = start(true, { SANDBOX_PORT: 'http' });
    expect(await message(child)).toMatchObject({
      type: 'failed',
      code: 'INVALID_PORT',
    });
    expect(await exitCode(child)).toBe(1);
  });
});
