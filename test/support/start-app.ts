import { Module, type Type } from '@nestjs/common';
import { AppModule } from '../../src/app.module.js';
import { loadConfig, withSandboxEndpoints } from '../../src/config/index.js';
import { createApp } from '../../src/create-app.js';
import { observabilityOptions } from '../../src/observability-options.js';
import {
  DeliveryRegistry,
  startMetrics,
  startTracing,
} from '../../src/observability/index.js';
import {
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';
import { CollectedLines } from './collected-lines.js';
import { RawConnection } from './raw-connection.js';
import { createTestDatabase } from './test-database.js';
import { TraceReader } from './trace-reader.js';
import { TracedRequest } from './traced-request.js';

/** Longest wait for telemetry to leave, in milliseconds. */
const FLUSH_MS = 5000;

/** The application on a port of its own, its telemetry going to a sandbox of its own. */
export interface TestApp {
  /** Origin of the API. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** What the sandbox has of each request. */
  readonly traces: TraceReader;
  /** A request whose answer and trace can be asked for. */
  request(path: string, init?: RequestInit): TracedRequest;
  /** A connection to write any bytes to. */
  connect(): Promise<RawConnection>;
  /** Log lines written to standard output so far, parsed. */
  lines(): readonly Record<string, unknown>[];
  /** Delivers what waits for its batch to fill. */
  flush(): Promise<unknown>;
  /** A provider of the application. */
  get<T>(token: Type<T> | string | symbol): T;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Run with the sandbox before the application starts. */
  readonly prepare?: (sandbox: Sandbox) => void;
  /** Modules beside the application's own. */
  readonly modules?: readonly Type[];
}

/**
 * Starts the application and a sandbox on free ports, in this process.
 *
 * @param overrides environment variables
 */
export async function startTestApp(
  overrides: Readonly<Record<string, string>> = {},
  { prepare = () => undefined, modules = [] }: TestAppOptions = {},
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
  const { logging, ...others } = observabilityOptions(config);
  const observability = {
    ...others,
    logging: { ...logging, format: 'json' as const, destination: stdout },
  };
  startTracing(observability.tracing);
  startMetrics(observability.metrics);
  const app = await createApp(config, observability, {
    module: TestRoot,
    imports: [AppModule.forRoot(config, observability), ...modules],
  });
  await app.listen(config.http.port, config.http.host);
  const url = await app.getUrl();
  const deliveries = app.get(DeliveryRegistry, { strict: false });
  const flush = (): Promise<unknown> => deliveries.flush(FLUSH_MS);
  const traces = new TraceReader({
    queryUrl: sandbox.endpoints.query,
    flush,
    lines: () => stdout.lines(),
  });
  return {
    url,
    sandbox,
    traces,
    request: (path, init = {}) => new TracedRequest(url + path, init, traces),
    connect: () => RawConnection.open(url),
    lines: () => stdout.lines(),
    flush,
    get: (token) => app.get(token, { strict: false }),
    close: async () => {
      await app.close();
      await sandbox.close();
      await database.drop();
    },
  };
}

/** Imports the application, and what a test adds to it. */
@Module({})
class TestRoot {}
