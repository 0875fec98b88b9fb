import { spawn } from 'node:child_process';
import { LogService } from './cloudwatch/log-service.spec-server.js';

const AT = (path: string): string => new URL(path, import.meta.url).href;

/** Lets Node load this project's TypeScript, which needs decorators compiled, in a process of its own. */
const LOADER = `
import { registerHooks } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from '${import.meta.resolve('typescript')}';
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023,
  experimentalDecorators: true, emitDecoratorMetadata: true };
registerHooks({
  resolve(specifier, context, next) {
    if (/^\\.{1,2}\\//.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = new URL(specifier.replace(/\\.js$/, '.ts'), context.parentURL);
      if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const source = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { compilerOptions }).outputText;
    return { format: 'module', source, shortCircuit: true };
  },
});`;

/** Runs a program whose standard output is a pipe. */
function start(program: string) {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(LOADER)}`,
      '--input-type=module',
      '-e',
      program,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { child, exited, errors: () => errors };
}

async function outputOf(program: string) {
  const { child, exited, errors } = start(program);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await exited;
  return { code, output, errors: errors() };
}

const WRITER = `
import { writerFor } from '${AT('./output/writer-for.ts')}';
const writer = writerFor(process.stdout);`;

describe('standard output of a process', () => {
  it('gets every line flushed before process.exit', async () => {
    const { code, output } = await outputOf(`${WRITER}
      for (let line = 0; line < 20000; line += 1) writer.write('flushed line ' + line);
      await writer.flush();
      process.exit(3);`);
    expect(code).toBe(3);
    expect(output.split('\n')).toHaveLength(20_001);
    expect(output).toMatch(/flushed line 19999\n$/);
  });

  it('gets lines written just before process.exit, unflushed', async () => {
    const { code, output } = await outputOf(`${WRITER}
      for (let line = 0; line < 100; line += 1) writer.write('last words ' + line);
      process.exit(1);`);
    expect(code).toBe(1);
    expect(output.split('\n')).toHaveLength(101);
  });

  it('gets the lines of a process that crashes', async () => {
    const { code, output, errors } = await outputOf(`${WRITER}
      setImmediate(() => { writer.write('before the crash'); throw new Error('crash'); });`);
    expect(code).toBe(1);
    expect(output).toBe('before the crash\n');
    expect(errors).toContain('crash');
  });

  it('does not keep a process alive, nor end it when the reader leaves', async () => {
    const { child, exited, errors } = start(`${WRITER}
      const alive = setInterval(() => {}, 50);
      process.once('SIGUSR2', () => {
        clearInterval(alive);
        const timer = setInterval(() => {
          writer.write('x'.repeat(1000));
          if (writer.figures().dropped > 10) {
            clearInterval(timer);
            process.exitCode = 7;
            process.stderr.write('still here');
          }
        }, 1);
      });
      writer.write('ready');`);
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.kill('SIGUSR2');
    });
    expect(await exited).toBe(7);
    expect(errors()).toContain('still here');
  });

  it('does not end it when the reader of standard error leaves too', async () => {
    const { child, exited } = start(`${WRITER}
      process.once('SIGUSR2', () => {
        const timer = setInterval(() => {
          writer.write('x'.repeat(1000));
          if (writer.figures().dropped > 10) {
            clearInterval(timer);
            process.exitCode = 7;
          }
        }, 1);
      });
      const alive = setInterval(() => {}, 50);
      process.once('SIGUSR2', () => clearInterval(alive));
      writer.write('ready');`);
    child.stdout.once('data', () => {
      child.stdout.destroy();
      child.stderr.destroy();
      child.kill('SIGUSR2');
    });
    expect(await exited).toBe(7);
  });

  it('never blocks the process, and stays bounded, when nobody reads', async () => {
    const { child, exited, errors } = start(`${WRITER}
      const started = performance.now();
      let turns = 0;
      const timer = setInterval(() => {
        turns += 1;
        for (let line = 0; line < 1000; line += 1) writer.write('x'.repeat(1000));
        if (turns === 40) {
          clearInterval(timer);
          process.stderr.write(JSON.stringify({ ...writer.figures(), ms: performance.now() - started }));
          process.exit(0);
        }
      }, 1);`);
    child.stdout.pause();
    expect(await exited).toBe(0);
    const figures = JSON.parse(/\{.*\}/.exec(errors())?.[0] ?? '{}');
    expect(figures.dropped).toBeGreaterThan(20_000);
    expect(figures.ms).toBeLessThan(5000);
  });

  it('is not kept alive by a CloudWatch Logs that does not answer', async () => {
    const service = new LogService();
    service.faults.set('PutLogEvents', ['hang', 'hang']);
    const endpoint = await service.listen();
    const { code, output, errors } = await outputOf(`
      import { DeliveryRegistry } from '${AT('../delivery/index.ts')}';
      import { createTransports } from '${AT('./winston/create-transports.ts')}';
      import { createWinston } from '${AT('./winston/create-winston.ts')}';
      import { JsonLine } from '${AT('./line/json-line.ts')}';
      const service = { name: 's', version: '1', environment: 't' };
      const cloudWatch = { group: 'g', stream: 's', region: 'us-east-1', endpoint: '${endpoint}',
        credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' }, maxBatchAgeMs: 1 };
      const registry = new DeliveryRegistry();
      const transports = await createTransports({ level: 'info', service, cloudWatch }, registry);
      const winston = createWinston('info', new JsonLine(service), transports);
      winston.info('bye');
      await registry.flush(300);
      const flushed = performance.now();
      process.on('exit', () => console.error('left after ' + (performance.now() - flushed) + ' ms'));`);
    expect(code).toBe(0);
    expect(output).toContain('"bye"');
    expect(service.calls).toContain('PutLogEvents');
    const left = Number(/left after ([\d.]+) ms/.exec(errors)?.[1]);
    expect(left).toBeLessThan(2000);
    await service.close();
  });
});
