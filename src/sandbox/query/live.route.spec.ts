import { once } from 'node:events';
import { connect } from 'node:net';
import {
  jsonRequest,
  jsonSpan,
  SPAN_ID,
  TRACE_ID,
  useOtlpSandbox,
} from '../otlp/otlp-sandbox.spec-fixture.js';

const WITHIN_A_SECOND = { timeout: 1_000, interval: 20 };

interface LiveEvent {
  readonly event: string;
  readonly data: unknown;
}

/** One page that listens. */
interface Listener {
  readonly response: Response;
  readonly events: readonly LiveEvent[];
  /** Resolves when the sandbox ends the stream, or the page leaves. */
  readonly ended: Promise<void>;
  leave(): void;
}

function parseEvent(block: string): LiveEvent[] {
  const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
  return event === undefined || data === undefined
    ? []
    : [{ event, data: JSON.parse(data) }];
}

async function listen(url: string): Promise<Listener> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/live`, { signal: leaving.signal });
  const events: LiveEvent[] = [];
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      events.push(...blocks.flatMap(parseEvent));
    }
  };
  return {
    response,
    events,
    ended: read().catch((error: unknown) => {
      if (!leaving.signal.aborted) throw error;
    }),
    leave: () => leaving.abort(),
  };
}

const of = ({ events }: Listener, name: string): unknown[] =>
  events.filter(({ event }) => event === name).map(({ data }) => data);

describe('GET /api/live', () => {
  const given = useOtlpSandbox();
  const listenHere = (): Promise<Listener> =>
    listen(given.sandbox.endpoints.query);

  it('is a stream of server-sent events that begins with the figures', async () => {
    const page = await listenHere();
    expect(page.response.status).toBe(200);
    expect(page.response.headers.get('content-type')).toBe(
      'text/event-stream; charset=utf-8',
    );
    expect(page.response.headers.get('cache-control')).toBe('no-store');
    await expect
      .poll(() => page.events, WITHIN_A_SECOND)
      .toEqual([
        {
          event: 'figures',
          data: expect.objectContaining({
            counts: given.sandbox.store.counts(),
            faults: given.sandbox.faults.read(),
            retainedBytes: 0,
            violations: 0,
          }),
        },
      ]);
  });

  it('tells within a second of a span that was posted', async () => {
    const page = await listenHere();
    await given.post('/v1/traces', jsonRequest(jsonSpan()));
    await expect
      .poll(() => of(page, 'requests'), WITHIN_A_SECOND)
      .toEqual([
        {
          traces: [
            {
              traceId: TRACE_ID,
              requests: [
                expect.objectContaining({
                  spanId: SPAN_ID,
                  route: '/home',
                  status: 200,
                  source: 'otlp',
                }),
              ],
            },
          ],
          forgotten: [],
        },
      ]);
    await expect
      .poll(() => of(page, 'figures').at(-1), WITHIN_A_SECOND)
      .toMatchObject({ counts: { otlp: { requests: 1, records: 1 } } });
  });

  it('tells of nothing that came before', async () => {
    await given.post('/v1/traces', jsonRequest(jsonSpan()));
    const page = await listenHere();
    await expect
      .poll(() => of(page, 'figures'), WITHIN_A_SECOND)
      .toMatchObject([{ counts: { otlp: { records: 1 } } }]);
    expect(page.events).toHaveLength(1);
  });

  it('tells of log lines', async () => {
    const page = await listenHere();
    await given.post('/v1/logs', {
      resourceLogs: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: { stringValue: 'cruddur' } },
            ],
          },
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: '1700000000000000000',
                  severityText: 'WARN',
                  body: { stringValue: 'hello' },
                  traceId: TRACE_ID,
                },
              ],
            },
          ],
        },
      ],
    });
    await expect
      .poll(() => of(page, 'lines'), WITHIN_A_SECOND)
      .toEqual([
        {
          lines: [
            {
              vendor: 'otlp',
              at: 1_700_000_000_000,
              level: 'warn',
              message: 'hello',
              context: null,
              traceId: TRACE_ID,
              spanId: null,
              fields: {},
            },
          ],
        },
      ]);
  });

  it('tells of faults and breaches', async () => {
    const page = await listenHere();
    await given.sandbox.faults.set('rollbar', { type: '500' });
    await given.post('/v1/traces', 'no JSON');
    await expect
      .poll(() => of(page, 'figures').at(-1), WITHIN_A_SECOND)
      .toMatchObject({
        violations: 1,
        counts: { otlp: { refused: 1 } },
        faults: { rollbar: { type: '500' } },
      });
  });

  it('tells that all was forgotten', async () => {
    await given.post('/v1/traces', jsonRequest(jsonSpan()));
    const page = await listenHere();
    await fetch(`${given.sandbox.endpoints.query}/api/reset`, {
      method: 'POST',
    });
    await expect.poll(() => of(page, 'reset'), WITHIN_A_SECOND).toEqual([{}]);
    await expect
      .poll(() => of(page, 'figures').at(-1), WITHIN_A_SECOND)
      .toMatchObject({ counts: { otlp: { records: 0 } }, retainedBytes: 0 });
  });

  it('lets the sandbox close while pages listen', async () => {
    const pages = await Promise.all([listenHere(), listenHere()]);
    const begun = performance.now();
    await given.sandbox.close();
    expect(performance.now() - begun).toBeLessThan(1_000);
    await Promise.all(pages.map(({ ended }) => ended));
    await expect(fetch(given.sandbox.endpoints.query)).rejects.toThrow(
      'fetch failed',
    );
  });

  it('lets the sandbox close while a browser holds a connection ready that carries no request', async () => {
    const ready = connect(Number(new URL(given.sandbox.endpoints.query).port));
    await once(ready, 'connect');
    await listenHere();
    const begun = performance.now();
    await given.sandbox.close();
    expect(performance.now() - begun).toBeLessThan(2_000);
    ready.destroy();
  });

  it('takes 32 pages, and another when one has left', async () => {
    const pages = await Promise.all(Array.from({ length: 32 }, listenHere));
    expect(pages.map(({ response }) => response.status)).toEqual(
      pages.map(() => 200),
    );
    const refused = await fetch(`${given.sandbox.endpoints.query}/api/live`);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_LISTENERS' });
    pages[0]?.leave();
    await expect
      .poll(async () => (await listenHere()).response.status, WITHIN_A_SECOND)
      .toBe(200);
  });
});
