import { createServer } from 'node:net';
import type { Sandbox } from '../../src/sandbox/index.js';
import { freshDataDir } from './data-dir.js';

/** Where the four vendors are. */
export type VendorEndpoints = Omit<Sandbox['endpoints'], 'query'>;

/** The variables that send a process's telemetry to `endpoints`, as a user would set them. */
export function vendorEnvironment(
  endpoints: VendorEndpoints,
): Readonly<Record<string, string>> {
  return {
    SANDBOX: 'off',
    DATA_DIR: freshDataDir(),
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoints.otlp,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=test',
    AWS_XRAY_DAEMON_ADDRESS: endpoints.xray,
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoints.cloudWatchLogs,
    ROLLBAR_ACCESS_TOKEN: 'test',
    ROLLBAR_ENDPOINT: endpoints.rollbar,
  };
}

/** Endpoints at which nothing listens. */
export async function vendorsAway(): Promise<VendorEndpoints> {
  const port = await unusedPort();
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    otlp: url,
    xray: `127.0.0.1:${String(port)}`,
    cloudWatchLogs: url,
    rollbar: url,
  };
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return typeof address === 'object' && address !== null ? address.port : 1;
}
