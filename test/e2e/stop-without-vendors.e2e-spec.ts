import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { type AppProcess, AppProcesses } from '../support/app-process.js';
import { ask } from '../support/request-load.js';
import {
  vendorEnvironment,
  vendorsAway,
} from '../support/vendor-environment.js';

const TIMEOUT_MS = 2000;
/** What a busy machine adds to the end of a process. */
const SLACK_MS = 1500;
/** How much longer a start may take without vendors: a busy machine varies that much by itself. */
const START_RATIO = 3;
const REQUESTS = 7;

describe('without a single vendor there', { timeout: 120_000 }, () => {
  let processes: AppProcesses;
  let sandbox: Sandbox;
  let without: Readonly<Record<string, string>>;

  /** Milliseconds until the first answer. */
  const start = async (
    environment: Readonly<Record<string, string>>,
  ): Promise<{
    readonly app: AppProcess;
    readonly url: string;
    readonly tookMs: number;
  }> => {
    const began = performance.now();
    const app = processes.run(environment);
    const url = await app.origin('API');
    expect(await ask(`${url}/api/activities/home`)).toMatchObject({
      status: 200,
    });
    return { app, url, tookMs: performance.now() - began };
  };

  beforeAll(async () => {
    processes = await AppProcesses.create();
    sandbox = await startSandbox({ ports: FREE_PORTS });
    without = {
      ...vendorEnvironment(await vendorsAway()),
      SHUTDOWN_TIMEOUT_MS: String(TIMEOUT_MS),
    };
  });

  afterAll(async () => {
    await processes.end();
    await sandbox.close();
  });

  it('starts as fast as with all of them', async () => {
    const there = await start(vendorEnvironment(sandbox.endpoints));
    there.app.signal('SIGTERM');
    expect(await there.app.exit).toBe(0);
    const away = await start(without);
    away.app.signal('SIGTERM');
    expect(await away.app.exit).toBe(0);

    expect(away.tookMs).toBeLessThan(START_RATIO * there.tookMs);
    expect(away.app.output).not.toMatch(/\n {4}at /);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops in time on %s, with code 0 and one line that counts what stayed behind',
    async (signal) => {
      const { app, url } = await start(without);
      for (let count = 1; count < REQUESTS; count += 1) {
        await ask(`${url}/api/activities/home`);
      }
      await ask(`${url}/rollbar/test`);
      const began = performance.now();
      app.signal(signal);

      expect(await app.end).toBe(0);
      expect(performance.now() - began).toBeLessThan(TIMEOUT_MS + SLACK_MS);
      const lines = app.stderr.split('\n');
      const counted = lines.filter(
        (line) => /cloudwatch/i.test(line) && /rollbar/.test(line),
      );
      expect(counted).toHaveLength(1);
      const [line = ''] = counted;
      const written = app.stdout.trim().split('\n').length;
      expect(countOf(line, 'rollbar')).toBe(1);
      expect(countOf(line, 'xray')).toBe(REQUESTS + 1);
      expect(countOf(line, '(?:cloudwatch|CloudWatch Logs)')).toBe(written);
      expect(countOf(line, 'otlp')).toBeGreaterThan(REQUESTS);
    },
  );
});

/** The number that stands by a sink's name. */
function countOf(line: string, sink: string): number {
  return Number(new RegExp(` (?:${sink}) (\\d+) `).exec(line)?.[1]);
}
