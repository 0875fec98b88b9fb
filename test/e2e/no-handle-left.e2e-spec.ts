import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import {
  type VendorEndpoints,
  vendorEnvironment,
  vendorsAway,
} from '../support/vendor-environment.js';

/** Time in which a process without handles ends by itself, in milliseconds, on a busy machine. */
const LIMIT_MS = 120_000;

function built(file: string): string {
  return pathToFileURL(resolve('dist', file)).href;
}

/** Starts and closes the application as main.ts does, and leaves the exit to Node. */
const PROGRAM = `
const { readConfig } = await import('${built('config/index.js')}');
const { createApp } = await import('${built('create-app.js')}');
const { observabilityOptions } = await import('${built('observability-options.js')}');
const { DeliveryRegistry, startTracing } = await import('${built('observability/index.js')}');
const config = await readConfig({ envFilePath: '/nowhere' });
const options = observabilityOptions(config);
startTracing(options.tracing);
const app = await createApp(config, options);
await app.listen(0, '127.0.0.1');
for (const path of ['/api/activities/home', '/rollbar/test', '/health/ready']) {
  await (await fetch(await app.getUrl() + path)).text();
}
app.get(DeliveryRegistry, { strict: false }).stopBy(performance.now() + 2000);
await app.close();
process.stdout.write('closed\\n');
`;

describe('a process whose application has closed', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });

  afterAll(async () => {
    await sandbox.close();
  });

  it.each<[string, () => VendorEndpoints | Promise<VendorEndpoints>]>([
    ['there', () => sandbox.endpoints],
    ['away', vendorsAway],
  ])(
    'ends by itself with all vendors %s: no handle keeps it alive',
    async (_, endpoints) => {
      const child = spawn(
        process.execPath,
        ['--input-type=module', '--eval', PROGRAM],
        {
          env: {
            PATH: process.env['PATH'] ?? '',
            ...vendorEnvironment(await endpoints()),
            OTEL_METRICS_EXPORTER: 'otlp,prometheus',
            OTEL_EXPORTER_PROMETHEUS_PORT: '0',
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      const [code]: unknown[] = await once(child, 'close');
      clearTimeout(limit);

      expect(code).toBe(0);
      expect(output).toContain('closed');
    },
    LIMIT_MS + 5000,
  );
});
