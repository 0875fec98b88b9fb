import { randomBytes, randomUUID } from 'node:crypto';
import {
  amzDate,
  authorization,
} from '../cloudwatch-logs/cloudwatch-sandbox.spec-fixture.js';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';
import { jsonSpan } from '../otlp/otlp-sandbox.spec-fixture.js';
import { segment } from '../xray/xray-sandbox.spec-fixture.js';

type Json = Record<string, unknown>;

/** What a client of one vendor does and sees. */
interface VendorClient {
  /** Sends one request with as many records (Rollbar's has one). */
  send(records?: number): Promise<Response>;
  /** Records that the sandbox has kept of it. */
  kept(): number;
}

const json = { 'content-type': 'application/json' };
const times = (count: number, make: () => unknown): unknown[] =>
  Array.from({ length: count }, make);
const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The code of the system's error that made a request fail; its status when it did not. */
export async function outcomeOf(
  sent: Promise<Response>,
): Promise<string | number> {
  try {
    const answer = await sent;
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    const cause: unknown = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && 'code' in cause
      ? String(cause.code)
      : String(error);
  }
}

/** An export of any signal by OTLP in JSON. */
export function otlpExport(
  sandbox: Sandbox,
  path: string,
  body: Json,
): Promise<Response> {
  return fetch(sandbox.endpoints.otlp + path, {
    method: 'POST',
    headers: { ...json, 'x-honeycomb-team': 'key' },
    body: JSON.stringify(body),
  });
}

/** One call of CloudWatch Logs. */
export function cloudWatchCall(
  sandbox: Sandbox,
  operation: string,
  body: Json,
): Promise<Response> {
  return fetch(sandbox.endpoints.cloudWatchLogs, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      'x-amz-date': amzDate(),
      authorization: authorization(),
    },
    body: JSON.stringify(body),
  });
}

/** One document for the daemon. */
export const document = (): Json => segment({ id: hex(8) });

function clientsOf(sandbox: Sandbox) {
  const { endpoints, store } = sandbox;
  const stream = { logGroupName: 'cruddur', logStreamName: 'host-1' };
  return {
    otlp: {
      send: (records = 1) =>
        otlpExport(sandbox, '/v1/traces', {
          resourceSpans: [
            {
              resource: {
                attributes: [
                  { key: 'service.name', value: { stringValue: 'cruddur' } },
                ],
              },
              scopeSpans: [
                { spans: times(records, () => jsonSpan({ spanId: hex(8) })) },
              ],
            },
          ],
        }),
      kept: () => store.spans().length,
    },
    xray: {
      send: (records = 1) =>
        fetch(`http://${endpoints.xray}/TraceSegments`, {
          method: 'POST',
          headers: json,
          body: JSON.stringify({
            TraceSegmentDocuments: times(records, () =>
              JSON.stringify(document()),
            ),
          }),
        }),
      kept: () => store.segments().length,
    },
    cloudwatch: {
      send: (records = 1) =>
        cloudWatchCall(sandbox, 'PutLogEvents', {
          ...stream,
          logEvents: times(records, () => ({
            timestamp: Date.now(),
            message: 'line',
          })),
        }),
      kept: () => store.logEvents().length,
    },
    rollbar: {
      send: () =>
        fetch(`${endpoints.rollbar}/api/1/item/`, {
          method: 'POST',
          headers: { ...json, 'x-rollbar-access-token': 'token' },
          body: JSON.stringify({
            data: {
              environment: 'test',
              uuid: randomUUID(),
              body: { message: { body: 'm' } },
            },
          }),
        }),
      kept: () => store.items().length,
    },
  } satisfies Record<string, VendorClient>;
}

/** Gives every test of a suite a sandbox with a log group and stream, and a client for each vendor. */
export function useFaultyVendors() {
  let sandbox: Sandbox | undefined;
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('The sandbox is not running');
    return sandbox;
  };
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
    const group = { logGroupName: 'cruddur' };
    await cloudWatchCall(sandbox, 'CreateLogGroup', group);
    await cloudWatchCall(sandbox, 'CreateLogStream', {
      ...group,
      logStreamName: 'host-1',
    });
  });
  afterEach(() => running().close());
  return {
    get sandbox(): Sandbox {
      return running();
    },
    get clients(): ReturnType<typeof clientsOf> {
      return clientsOf(running());
    },
  };
}
