import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

export const TRACE_ID = '5b8efff798038103d269b633813fc60c';
export const SPAN_ID = 'eee19b7ec3c1b174';
export const START = 1_700_000_000_000_000_000n;

export type Json = Record<string, unknown>;
export function jsonSpan(changes: Json = {}): Json {
  return {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    name: 'GET /home',
    kind: 2,
    startTimeUnixNano: String(START),
    endTimeUnixNano: Number(START + 2_000_000n),
    attributes: [
      { key: 'http.route', value: { stringValue: '/home' } },
      { key: 'http.request.method', value: { stringValue: 'GET' } },
      { key: 'http.response.status_code', value: { intValue: '200' } },
    ],
    ...changes,
  };
}
export function jsonRequest(span: Json, resource?: Json): Json {
  return {
    resourceSpans: [
      {
        resource: resource ?? {
          attributes: [
            { key: 'service.name', value: { stringValue: 'cruddur' } },
          ],
        },
        scopeSpans: [{ scope: { name: 'hand' }, spans: [span] }],
      },
    ],
  };
}

/** Gives every test of a suite a sandbox of its own and a client for its OTLP endpoint. */
export function useOtlpSandbox() {
  let sandbox: Sandbox | undefined;
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('The sandbox is not running');
    return sandbox;
  };
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => running().close());

  function post(
    path: string,
    body: Buffer | Json | string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const binary = Buffer.isBuffer(body);
    return fetch(running().endpoints.otlp + path, {
      method: 'POST',
      headers: {
        'content-type': binary ? 'application/x-protobuf' : 'application/json',
        'x-honeycomb-team': 'key',
        ...headers,
      },
      body: binary
        ? new Uint8Array(body)
        : typeof body === 'string'
          ? body
          : JSON.stringify(body),
    });
  }
  const rules = (): string[] =>
    running()
      .store.violations()
      .map(({ rule }) => rule);

  return {
    get sandbox(): Sandbox {
      return running();
    },
    post,
    rules,
  };
}
