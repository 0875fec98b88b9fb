import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ItemReceiver } from './rollbar/item-receiver.spec-server.js';

/** Compiles this project's TypeScript as Node loads it: decorators are more than Node strips by itself. */
const COMPILE = `
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import typescript from '${import.meta.resolve('typescript')}';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') && context.parentURL?.endsWith('.ts')
      ? next(specifier.replace(/[.]js$/, '.ts'), context)
      : next(specifier, context),
  load: (url, context, next) =>
    url.endsWith('.ts')
      ? {
          format: 'module',
          shortCircuit: true,
          source: typescript.transpileModule(readFileSync(new URL(url), 'utf8'), {
            compilerOptions: { module: 'esnext', target: 'es2023', experimentalDecorators: true },
          }).outputText,
        }
      : next(url, context),
});`;

const at = (path: string): string => new URL(path, import.meta.url).href;

/** Runs a program that has a reporter; resolves with its exit code and how long it lived beyond its last line. */
async function run(
  endpoint: string,
  program: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(COMPILE)}`,
      '--input-type=module',
      '--eval',
      `import 'reflect-metadata';
       const { ErrorReporter } = await import('${at('./error-reporter.service.ts')}');
       const { DeliveryRegistry } = await import('${at('../delivery/delivery-registry.ts')}');
       const deliveries = new DeliveryRegistry();
       const reporter = new ErrorReporter({ rollbar: { accessToken: 't', environment: 'test', endpoint: '${endpoint}' } }, deliveries);
       ${program}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  clearTimeout(limit);
  return { code, output };
}

describe('a process that reports', () => {
  let receiver: ItemReceiver;

  beforeEach(async () => {
    receiver = await ItemReceiver.start();
  });

  afterEach(async () => {
    await receiver.stop();
  });

  it('exits by itself once its items are flushed', async () => {
    const { code, output } = await run(
      receiver.endpoint,
      `reporter.error(new Error('first'));
       reporter.message('second', 'info');
       console.log(JSON.stringify(await deliveries.flush(10_000)));`,
    );
    expect({ code, output }).toEqual({ code: 0, output: '{}\n' });
    expect(receiver.items).toHaveLength(2);
  });

  it('exits by itself while Rollbar hangs: nothing keeps it alive', async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => {
      mute.listen(0, '127.0.0.1', resolve);
    });
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, output } = await run(
      `http://127.0.0.1:${String(port)}/`,
      `reporter.error(new Error('never acknowledged'));
       console.log(JSON.stringify(await deliveries.flush(500)));
       await deliveries.stop(0);`,
    );
    mute.close();
    expect({ code, output }).toEqual({
      code: 0,
      output: '{"rollbar":1}\ntelemetry: stopped; rollbar 1 lost (shutdown)\n',
    });
  });

  it('still dies of an uncaught exception', async () => {
    const { code } = await run(
      receiver.endpoint,
      `throw new Error('uncaught');`,
    );
    expect(code).toBe(1);
  });
});
