import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { AppProcess } from '../support/app-process.js';
import { startHanging } from '../support/hanging-server.js';
import { preload } from '../support/preload.js';
import { useProcessBench } from '../support/process-bench.js';

type Line = Record<string, unknown>;

/** The constructor of a provider, as it stands in the built application. */
const CONSTRUCTOR = 'constructor(indicators) {';

/** Has a provider of the built application do something more while it is made. */
function constructorAlso(code: string): readonly string[] {
  return preload(`
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    return url.endsWith('/bundle/main.js')
      ? { ...loaded, source: String(loaded.source).replace(${JSON.stringify(CONSTRUCTOR)}, ${JSON.stringify(`${CONSTRUCTOR} ${code}`)}) }
      : loaded;
  },
});`);
}

/** The lines in CloudWatch Logs. */
function loggedLines({ store }: Sandbox): unknown[] {
  return store.logEvents().map(({ message }): unknown => JSON.parse(message));
}

const FAILING_CONSTRUCTOR = constructorAlso(
  `throw new RangeError('made to fail', { cause: new Error('deep inside') });`,
);

describe('a start that fails', { timeout: 90_000 }, () => {
  const bench = useProcessBench();

  const run = (
    environment: Readonly<Record<string, string>> = {},
    parameters: readonly string[] = [],
  ): AppProcess =>
    bench.run([...parameters, '--enable-source-maps'], {
      OTEL_LOGS_EXPORTER: 'otlp',
      ...environment,
    });

  /** Lines on standard output; each is in CloudWatch Logs and in OTLP too, once and in the same order. */
  function deliveredLines(app: AppProcess): Line[] {
    const lines = app.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Line => JSON.parse(line));
    expect(loggedLines(bench.sandbox)).toEqual(lines);
    expect(
      bench.sandbox.store
        .logRecords()
        .map(({ log }) => [log.severityText, log.body]),
    ).toEqual(lines.map(({ level, message }) => [level, message]));
    expect(bench.sandbox.store.violations()).toEqual([]);
    return lines;
  }

  it('in a constructor delivers what was said, the failure last, and exits with 1', async () => {
    const app = run({}, FAILING_CONSTRUCTOR);
    expect(await app.end).toBe(1);
    const lines = deliveredLines(app);
    expect(lines[0]).toMatchObject({
      level: 'info',
      context: 'NestFactory',
      service: 'cruddur',
    });
    expect(lines.at(-1)).toMatchObject({
      level: 'fatal',
      context: 'Start',
      message: 'The start failed: made to fail',
      error: { type: 'RangeError', cause: { message: 'deep inside' } },
    });
    const told = lines.filter((line) =>
      JSON.stringify(line).includes('made to fail'),
    );
    expect(told).toHaveLength(1);
    expect(app.stderr).toBe('');
  });

  it('because a port is taken says so as its last line', async () => {
    const taken: Server = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const app = run({ PORT: port, HOST: '127.0.0.1' });
    expect(await app.end).toBe(1);
    const lines = deliveredLines(app);
    expect(lines.at(-1)).toMatchObject({ level: 'fatal' });
    expect(lines.at(-1)?.['message']).toMatch(
      new RegExp(`^PORT: .*${port}.* set PORT to another port\\.$`),
    );
    expect(lines.filter(({ level }) => level !== 'info')).toHaveLength(1);
    taken.close();
  });

  it('by an exception that nobody caught delivers its lines as well', async () => {
    const app = run(
      {},
      constructorAlso(
        `setImmediate(() => { throw new Error('not caught'); });`,
      ),
    );
    expect(await app.end).toBe(1);
    // The start goes on meanwhile, and may say more than can be delivered.
    const fatal = bench.sandbox.store
      .logEvents()
      .filter(({ fields }) => fields?.['level'] === 'fatal');
    expect(fatal).toMatchObject([
      { fields: { context: 'Crash', message: 'not caught' } },
    ]);
    expect(app.stdout).toContain(fatal[0]?.message);
    expect(app.stderr).toContain('Error: not caught');
  });

  it('ends in time though no vendor answers', async () => {
    const hanging = await startHanging();
    const app = run(
      {
        AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: hanging.url,
        OTEL_EXPORTER_OTLP_ENDPOINT: hanging.url,
      },
      FAILING_CONSTRUCTOR,
    );
    await expect
      .poll(() => app.stdout, { timeout: 70_000 })
      .toContain('made to fail');
    const began = performance.now();
    expect(await app.end).toBe(1);
    expect(performance.now() - began).toBeLessThan(3000 + 2000);
    expect(app.stderr).toMatch(/telemetry: stopped; .*cloudwatch \d+ lost/);
    hanging.close();
  });

  it('before there is a log says why on standard error', async () => {
    const app = run({ LOG_LEVELS: 'Database=loud' });
    expect(await app.end).toBe(78);
    expect(app.stderr).toMatch(/^LOG_LEVELS: .*Database=loud/);
    expect(app.stdout).toBe('');
  });

  it('before Nest, of the sandbox, reaches the vendor that is configured', async () => {
    const { port } = new URL(bench.sandbox.endpoints.query);
    const app = run({ SANDBOX: 'on', SANDBOX_PORT: port });
    expect(await app.end).toBe(1);
    expect(deliveredLines(app)).toMatchObject([
      { level: 'fatal', message: expect.stringContaining('SANDBOX_PORT') },
    ]);
  });
});

describe('a start', { timeout: 90_000 }, () => {
  const bench = useProcessBench();

  it('writes its lines at once, in order, and stray output among them', async () => {
    const app = bench.run([
      ...constructorAlso(
        `console.warn('stray', { n: 1 }); process.emitWarning('old', { code: 'APP1' });`,
      ),
      '--enable-source-maps',
    ]);
    await app.origin('API');
    app.signal('SIGTERM');
    expect(await app.end).toBe(0);
    const lines = app.stdout
      .trim()
      .split('\n')
      .map((line): Line => JSON.parse(line));
    expect(loggedLines(bench.sandbox)).toEqual(lines);
    const times = lines.map(({ timestamp }) => String(timestamp));
    expect(times).toEqual(times.toSorted());
    expect(lines[0]).toMatchObject({ context: 'NestFactory' });
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        context: 'console',
        message: 'stray',
        n: 1,
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        context: 'process',
        message: 'Warning: old',
        code: 'APP1',
      }),
    );
    expect(app.stderr).toBe('');
  });
});
