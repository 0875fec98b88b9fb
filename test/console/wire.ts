import { createSocket } from 'node:dgram';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Sandbox } from '../../src/sandbox/index.js';

const LOG_GROUP = 'console';
const LOG_STREAM = 'test';

/** A span as OTLP's JSON has it, in the parts that differ. */
export interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name?: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind?: number;
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly isError?: boolean;
}

/** Sends telemetry to a sandbox over its vendors' own protocols, as any client may. */
export class Wire {
  private readonly logs: CloudWatchLogsClient;

  constructor(private readonly sandbox: Sandbox) {
    this.logs = new CloudWatchLogsClient({
      region: 'us-east-1',
      endpoint: sandbox.endpoints.cloudWatchLogs,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  /** Posts spans by OTLP. */
  async spans(spans: readonly WireSpan[]): Promise<void> {
    const answer = await fetch(`${this.sandbox.endpoints.otlp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-honeycomb-team': 'k' },
      body: JSON.stringify({
        resourceSpans: [
          {
            resource: { attributes: attributesOf({ 'service.name': 'shop' }) },
            scopeSpans: [{ spans: spans.map(toOtlp) }],
          },
        ],
      }),
    });
    await taken(answer);
  }

  /** Sends a segment document to the X-Ray daemon. */
  async segment(document: Readonly<Record<string, unknown>>): Promise<void> {
    const [host = '', port = ''] = this.sandbox.endpoints.xray.split(':');
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.send(
        `{"format":"json","version":1}\n${JSON.stringify(document)}`,
        Number(port),
        host,
        (error) => (error ? reject(error) : resolve()),
      );
    });
    socket.close();
  }

  /** Puts log events, made anew where the log stream is not there yet. */
  async lines(
    lines: readonly Readonly<Record<string, unknown>>[],
  ): Promise<void> {
    const stream = { logGroupName: LOG_GROUP, logStreamName: LOG_STREAM };
    await this.logs.send(new CreateLogGroupCommand(stream)).catch(exists);
    await this.logs.send(new CreateLogStreamCommand(stream)).catch(exists);
    const timestamp = Date.now();
    await this.logs.send(
      new PutLogEventsCommand({
        ...stream,
        logEvents: lines.map((line) => ({
          timestamp,
          message: JSON.stringify(line),
        })),
      }),
    );
  }

  /** Posts an occurrence to Rollbar. */
  async occurrence(data: Readonly<Record<string, unknown>>): Promise<void> {
    const answer = await fetch(
      `${this.sandbox.endpoints.rollbar}/api/1/item/`,
      {
        method: 'POST',
        headers: { 'x-rollbar-access-token': 't' },
        body: JSON.stringify({ data: { environment: 'test', ...data } }),
      },
    );
    await taken(answer);
  }

  close(): void {
    this.logs.destroy();
  }
}

async function taken(answer: Response): Promise<void> {
  if (answer.status !== 200) throw new Error(await answer.text());
}

function exists(error: unknown): void {
  const isThere =
    error instanceof Error && error.name === 'ResourceAlreadyExistsException';
  if (!isThere) throw error;
}

function toOtlp(span: WireSpan): Readonly<Record<string, unknown>> {
  const { traceId, spanId, parentSpanId, name, kind, start, duration } = span;
  return {
    traceId,
    spanId,
    parentSpanId,
    name: name ?? 'GET /shelf',
    kind: kind ?? 1,
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(start + duration),
    status: span.isError === true ? { code: 2 } : {},
    attributes: attributesOf(span.attributes ?? {}),
  };
}

function attributesOf(
  attributes: Readonly<Record<string, string | number>>,
): readonly unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : { intValue: String(value) },
  }));
}

function nanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1_000)) * 1_000n);
}

/** The n-th trace id: 32 hex digits, its first eight a time that X-Ray takes. */
export function traceIdOf(n: number): string {
  const seconds = Math.floor(Date.now() / 1_000).toString(16);
  return `${seconds.padStart(8, '0')}${n.toString(16).padStart(24, '0')}`;
}

/** The n-th span id: 16 hex digits. */
export function spanIdOf(n: number): string {
  return n.toString(16).padStart(16, '0');
}
