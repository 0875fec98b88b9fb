import { z } from 'zod';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

export const GROUP = 'cruddur';
export const STREAM = 'host-1';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type Json = Record<string, unknown>;
export type Headers = Record<string, string | undefined>;

export const amzDate = (at = Date.now()): string =>
  new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
export function authorization(
  changes: { scope?: string; headers?: string } = {},
): string {
  const scope =
    changes.scope ??
    `AKIDEXAMPLE/${amzDate().slice(0, 8)}/us-east-1/logs/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${changes.headers ?? 'host;x-amz-date;x-amz-target'}, Signature=${'a'.repeat(64)}`;
}

/** Gives every test of a suite a sandbox of its own and a client for its CloudWatch Logs endpoint. */
export function useCloudWatchSandbox() {
  let sandbox: Sandbox | undefined;
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('The sandbox is not running');
    return sandbox;
  };
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => running().close());

  async function call(
    operation: string,
    body: Json | string,
    headers: Headers = {},
  ): Promise<{ status: number; headers: Response['headers']; json: Json }> {
    const all: Headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      'x-amz-date': amzDate(),
      authorization: authorization(),
      ...headers,
    };
    const sent = Object.entries(all).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const answer = await fetch(`${running().endpoints.cloudWatchLogs}/`, {
      method: 'POST',
      headers: sent,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      json:
        text === ''
          ? {}
          : z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
    };
  }
  async function ready(): Promise<void> {
    await call('CreateLogGroup', { logGroupName: GROUP });
    await call('CreateLogStream', {
      logGroupName: GROUP,
      logStreamName: STREAM,
    });
  }
  const put = (logEvents: unknown): ReturnType<typeof call> =>
    call('PutLogEvents', {
      logGroupName: GROUP,
      logStreamName: STREAM,
      logEvents,
    });
  const rules = (): string[] =>
    running()
      .store.violations()
      .map(({ rule }) => rule);

  return {
    get sandbox(): Sandbox {
      return running();
    },
    call,
    ready,
    put,
    rules,
  };
}
