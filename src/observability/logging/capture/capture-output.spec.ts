import { outputOf, sourceAt } from '../program.spec-rig.js';

/** A process whose output is captured; `logging` is what was started. */
const captured = (options: string, program: string): string => `
  import { DeliveryRegistry } from '${sourceAt('../delivery/index.ts')}';
  import { startLogging } from '${sourceAt('./start-logging.ts')}';
  const logging = await startLogging({
    level: 'verbose',
    format: 'json',
    service: { name: 's', version: '1', environment: 't' },
    ${options}
  }, new DeliveryRegistry());
  ${program}`;

const ALL = 'capture: { console: true, warnings: true },';

async function linesOf(
  program: string,
  options = ALL,
  parameters: string[] = [],
) {
  const { code, output, errors } = await outputOf(
    captured(options, program),
    parameters,
  );
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { code, output, errors, lines };
}

describe('output past the logger', { timeout: 60_000 }, () => {
  it('becomes lines with level and context, values as fields', async () => {
    const { lines, errors } = await linesOf(`
      console.log('a text', 'and another', 3, { id: 7, password: 'hunter2' });
      console.info('info');
      console.debug('debug');
      console.warn('warn');
      console.error('it failed', new RangeError('why', { cause: new Error('deep') }));
      console.log('%s has %d of %j', 'worf', 2, { token: 'hunter3', n: 1 });
      console.log('\\u001b[31mred\\u001b[0m');
      console.dir({ shown: [1] }, { depth: 1 });
      console.table([{ cell: 1 }]);
      console.count('counted');
      console.trace('here');
      console.assert(false, 'asserted');
      console.log();`);
    expect(lines).toMatchObject([
      {
        level: 'info',
        context: 'console',
        message: 'a text and another 3',
        id: 7,
      },
      { level: 'info', message: 'info' },
      { level: 'debug', message: 'debug' },
      { level: 'warn', message: 'warn' },
      {
        level: 'error',
        message: 'it failed',
        error: {
          type: 'RangeError',
          message: 'why',
          cause: { message: 'deep' },
        },
      },
      { message: expect.stringMatching(/^worf has 2 of .*"n":1/) },
      { message: 'red' },
      { level: 'info', shown: [1] },
      { message: expect.stringContaining('cell') },
      { message: 'counted: 1' },
      { level: 'debug', message: 'here', error: { type: 'Trace' } },
      { level: 'warn', message: expect.stringContaining('asserted') },
      { level: 'info', context: 'console' },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/hunter[23]/);
    expect(errors).toBe('');
  });

  it('is not lost at the exit, wherever it comes from', async () => {
    const { lines, code } = await linesOf(`
      process.on('exit', () => console.log('from a listener of the exit'));
      console.log('before');
      process.on('exit', () => console.log('from a later one'));
      process.exit(3);`);
    expect(code).toBe(3);
    expect(lines.map(({ message }) => message)).toEqual([
      'before',
      'from a listener of the exit',
      'from a later one',
    ]);
  });

  it('never comes back, though a transport writes to the console itself', async () => {
    const { lines, output, errors } = await linesOf(`
      import Transport from '${import.meta.resolve('winston-transport')}';
      let calls = 0;
      logging.winston.add(new class extends Transport {
        log(info, next) {
          calls += 1;
          console.log('transport says ' + info.message);
          process.emitWarning('transport warns');
          setImmediate(() => console.error('transport says later'));
          next();
        }
      }());
      console.log('stray');
      logging.logger.log('a line', 'Ctx');
      setTimeout(() => { console.log('calls ' + (calls < 20)); }, 200);`);
    expect(lines.map(({ message }) => message)).toContain('calls true');
    expect(lines.length).toBeLessThan(20);
    expect(output).toContain('transport says stray');
    expect(errors).toContain('transport says later');
    expect(errors).toContain('transport warns');
  });

  it('has the warnings of the process in it, in the place of what Node prints', async () => {
    const { lines, errors } = await linesOf(`
      process.emitWarning('old', { type: 'DeprecationWarning', code: 'APP001', detail: 'use new' });
      const { EventEmitter } = await import('node:events');
      const emitter = new EventEmitter();
      for (let i = 0; i < 12; i += 1) emitter.on('x', () => {});
      process.emitWarning(Object.assign(new Error('own'), { name: 'OwnWarning' }));`);
    expect(lines).toMatchObject([
      {
        level: 'warn',
        context: 'process',
        message: 'DeprecationWarning: old',
        code: 'APP001',
        detail: 'use new',
        error: { stack: expect.any(String) },
      },
      { message: expect.stringMatching(/^MaxListenersExceededWarning: /) },
      { message: 'OwnWarning: own' },
    ]);
    expect(errors).toBe('');
  });

  it('carries the ids of the trace it was written in', async () => {
    const { lines } = await linesOf(`
      import { trace, context } from '${import.meta.resolve('@opentelemetry/api')}';
      import { startTestTracing } from '${sourceAt('../request/testing/start-test-tracing.ts')}';
      startTestTracing();
      const span = trace.getTracer('t').startSpan('work');
      context.with(trace.setSpan(context.active(), span), () => {
        console.log('inside');
        process.emitWarning('inside');
      });
      setImmediate(() => {
        console.log('outside');
        console.log(span.spanContext().traceId);
      });`);
    const [inside, warning, outside, id] = lines;
    expect(id?.['message']).toMatch(/^[0-9a-f]{32}$/);
    for (const line of [inside, warning]) {
      expect(line).toMatchObject({
        trace_id: id?.['message'],
        span_id: expect.any(String),
        'AWS-XRAY-TRACE-ID': expect.any(String),
      });
    }
    expect(outside).toMatchObject({ message: 'outside' });
    expect(outside).not.toHaveProperty('trace_id');
  });

  it('stays as it is where that is asked for, or where Node prints no warnings', async () => {
    const untouched = await linesOf(
      `console.log('plain'); process.emitWarning('plain warning');`,
      '',
    );
    expect(untouched.output).toBe('plain\n');
    expect(untouched.errors).toContain('Warning: plain warning');

    const silent = await linesOf(
      `process.emitWarning('unwanted'); console.log('said');`,
      ALL,
      ['--no-warnings'],
    );
    expect(silent.lines.map(({ message }) => message)).toEqual(['said']);
    expect(silent.errors).toBe('');
  });

  it('is given back', async () => {
    const { output, errors } = await linesOf(
      `logging.release(); console.log('plain'); process.emitWarning('plain warning');`,
    );
    expect(output).toBe('plain\n');
    expect(errors).toContain('Warning: plain warning');
  });

  it('is readable at a terminal', async () => {
    const { output } = await linesOf(
      `console.log('hello', { id: 7 }); process.emitWarning('careful');`,
      `${ALL} format: 'pretty',`,
    );
    const [hello, careful, ...more] = output.split('\n');
    expect(hello).toMatch(/^[\d:.]{12} INFO {4}\[console\] {14}hello id=7$/);
    expect(careful).toMatch(
      /^[\d:.]{12} WARN {4}\[process\] {14}Warning: careful$/,
    );
    expect(more).toEqual(['']);
  });

  it('does not touch the console of a process that only has the module', () => {
    // This one: vitest's.
    expect(console.log.toString()).not.toContain('isCaptured');
    expect(process.listeners('warning').map(({ name }) => name)).not.toContain(
      'onWarningOfProcess',
    );
  });
});
