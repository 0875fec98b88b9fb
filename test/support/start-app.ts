import { Writable } from 'node:stream';
import type { Type } from '@nestjs/common';
import { loadConfig, withSandboxEndpoints } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { observabilityOptions } from '../../src/observability-options.js';
import { startTracing } from '../../src/observability/index.js';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { createTestDatabase } from './test-database.js';

/** The application on a port of its own, its telemetry going to a sandbox of its own. */
export interface TestApp {
  /** Origin of the API. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Log lines written to standard output so far, parsed. */
  lines(): readonly Record<string, unknown>[];
  /** A provider of the application. */
  get<T>(token: Type<T> | string | symbol): T;
  close(): Promise<void>;
}

/**
 * Starts the application and a sandbox on free ports, in this process.
 *
 * @param overrides environment variables
 * @param prepare run with the sandbox before the application starts
 */
export async function startTestApp(
  overrides: Readonly<Record<string, string>> = {},
  prepare: (sandbox: Sandbox) => void = () => {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const sandbox = await startSandbox({ ports: FREE_PORTS });
  prepare(sandbox);
  const config = withSandboxEndpoints(
    loadConfig({
      NODE_ENV: 'test',
      PORT: '0',
      SANDBOX: 'off',
      ...database.environment,
      ...overrides,
    }),
    sandbox.endpoints,
  );
  const stdout = new CollectedLines();
  const { logging, ...observability } = observabilityOptions(config);
  startTracing(observability.tracing);
  const app = await createApp(config, {
    ...observability,
    logging: { ...logging, format: 'json', destination: stdout },
  });
  await app.listen(config.http.port, config.http.host);
  return {
    url: await app.getUrl(),
    sandbox,
    lines: () => stdout.lines(),
    get: (token) => app.get(token, { strict: false }),
    close: async () => {
      await app.close();
      await sandbox.close();
      await database.drop();
    },
  };
}

/** Standard output, kept instead of shown. */
class CollectedLines extends Writable {
  private text = '';

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: () => void,
  ): void {
    this.text += chunk.toString();
    done();
  }

  lines(): Record<string, unknown>[] {
    return this.text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, unknown> => JSON.parse(line));
  }
}
