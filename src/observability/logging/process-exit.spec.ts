import { LogService } from './cloudwatch/log-service.spec-server.js';
import {
  outputOf,
  sourceAt as AT,
  startProgram as start,
} from './program.spec-rig.js';

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
