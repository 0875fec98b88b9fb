import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { TraceView } from '../../src/sandbox/store/views.js';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace } from '../support/telemetry.js';
import {
  PARENT,
  PROPAGATION,
  type PropagationRow,
  TRACE,
} from './propagation-table.js';

/** What a caller is answered of its trace. */
interface Answer {
  readonly status: number | undefined;
  readonly serverTiming: unknown;
  readonly traceparent: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

describe('the trace of a caller', () => {
  let app: TestApp;
  const answers = new Map<string, Answer>();

  beforeAll(async () => {
    app = await startTestApp();
    for (const row of PROPAGATION) {
      answers.set(row.name, await send(row));
    }
  });

  afterAll(async () => {
    await app.close();
  });

  const send = async ({ headers }: PropagationRow): Promise<Answer> => {
    const call = request(`${app.url}/api/health-check`, {
      headers: ['host', 'localhost', ...headers],
    }).end();
    const [response]: IncomingMessage[] = await once(call, 'response');
    response?.resume();
    const traceparent = String(response?.headers['traceparent']);
    const [, traceId = '', spanId = '', flags] = traceparent.split('-');
    return {
      status: response?.statusCode,
      serverTiming: response?.headers['server-timing'],
      traceparent,
      traceId,
      spanId,
      sampled: flags === '01',
    };
  };
  /** Everything of the trace, once both have the request: all rows that continue a trace share its id. */
  const arrived = ({ traceId, spanId }: Answer): Promise<TraceView> =>
    vi.waitFor(
      async () => {
        const view = await arrivedTrace(app.sandbox.endpoints.query, traceId);
        const isThere =
          view.otlp.spans.some(({ span }) => span.spanId === spanId) &&
          view.xray.segments.some(({ segmentId }) => segmentId === spanId);
        if (!isThere) {
          throw new Error(`${traceId} has no span ${spanId} yet`);
        }
        return view;
      },
      { timeout: 10_000 },
    );

  it.each(PROPAGATION)('$name: $trace', async ({ name, trace, kept }) => {
    const answer = answers.get(name);
    expect(answer).toMatchObject({
      status: 200,
      sampled: kept,
      serverTiming: `traceparent;desc="${answer?.traceparent ?? ''}"`,
    });
    expect(answer?.traceId === TRACE).toBe(trace !== 'new');
    if (answer === undefined || !kept) {
      return;
    }
    const view = await arrived(answer);
    const { spanId } = answer;
    const server = view.otlp.spans.find(({ span }) => span.spanId === spanId);
    const segment = view.xray.segments.find((it) => it.segmentId === spanId);
    const parentId = trace === 'continued' ? PARENT : undefined;
    expect(server?.span.parentSpanId).toBe(parentId);
    expect(segment?.document['parent_id']).toBe(parentId);
    expect(view.violations).toEqual([]);
  });
});
