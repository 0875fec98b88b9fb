import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';
import {
  idOf,
  item,
  line,
  log,
  metric,
  nanos,
  point,
  span,
  SPAN_ID,
  spanIdOf,
  START_MS,
  TRACE_ID,
  UUID,
  XRAY_ID,
} from '../insight/trace-records.spec-fixture.js';

const messages = (...all: string[]) => ({
  lines: all.map((message) => expect.objectContaining({ message })),
  matching: all.length,
});

describe('what is made of all requests', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  const ask = (
    path: string,
    query: Record<string, string | number> = {},
  ): Promise<Response> => {
    const url = new URL(path, sandbox.endpoints.query);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, String(value));
    }
    return fetch(url);
  };
  const read = async (...asked: Parameters<typeof ask>): Promise<unknown> =>
    (await ask(...asked)).json();

  it.each([
    [XRAY_ID.toUpperCase(), null, 'trace id'],
    [`00-${TRACE_ID}-${SPAN_ID}-01`, SPAN_ID, 'span id'],
    [`${XRAY_ID}@${SPAN_ID}`, SPAN_ID, 'span id'],
    [`Root=${XRAY_ID};Parent=${SPAN_ID};Sampled=1`, SPAN_ID, 'span id'],
    [UUID, null, 'Rollbar uuid'],
    ['req 1', null, 'request id'],
  ])('finds %s', async (id, spanId, kind) => {
    sandbox.store.keep(span());
    sandbox.store.keep(item());
    sandbox.store.keep(line({ request_id: 'req 1' }));
    expect(await read('/api/find', { id })).toEqual({
      traceId: TRACE_ID,
      spanId,
      kind,
    });
  });

  it.each([
    [{ id: TRACE_ID }, 404, 'ID_UNKNOWN'],
    [{ id: '' }, 400, 'INVALID_INPUT'],
    [{ id: 'x'.repeat(2_001) }, 400, 'INVALID_INPUT'],
    [{}, 400, 'INVALID_INPUT'],
  ])('answers the search %j with %i %s', async (query, status, code) => {
    const answer = await ask('/api/find', query);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('lists log lines, the latest first, by level, text and trace', async () => {
    sandbox.store.keep(line({ message: 'first' }, 1));
    sandbox.store.keep(line({ message: 'third', level: 'error' }, 3));
    sandbox.store.keep({ ...line({ message: 'second' }, 2), traceId: idOf(2) });
    expect(await read('/api/lines')).toEqual(
      messages('third', 'second', 'first'),
    );
    expect(await read('/api/lines', { level: 'error' })).toEqual(
      messages('third'),
    );
    expect(await read('/api/lines', { text: 'IR' })).toEqual(
      messages('third', 'first'),
    );
    expect(await read('/api/lines', { trace: idOf(2) })).toEqual(
      messages('second'),
    );
    expect(await read('/api/lines', { limit: 1 })).toMatchObject({
      lines: [{ message: 'third' }],
      matching: 3,
    });
    expect((await ask('/api/lines', { limit: 5_001 })).status).toBe(400);
  });

  it('lists OTLP’s log lines where CloudWatch has none', async () => {
    sandbox.store.keep(log());
    expect(await read('/api/lines')).toMatchObject({
      lines: [{ vendor: 'otlp', message: 'hello' }],
    });
    sandbox.store.keep(line());
    expect(await read('/api/lines')).toMatchObject({
      lines: [{ vendor: 'cloudwatch' }],
      matching: 1,
    });
  });

  it('groups errors', async () => {
    sandbox.store.keep(item({ fingerprint: 'a' }, START_MS, 'u1'));
    sandbox.store.keep(item({ fingerprint: 'a' }, START_MS, 'u2'));
    expect(await read('/api/errors')).toMatchObject({
      groups: [{ fingerprint: 'a', title: 'broken', occurrences: 2 }],
    });
  });

  it('draws the map of services', async () => {
    sandbox.store.keep(span());
    expect(await read('/api/service-map')).toEqual({
      nodes: [
        { id: 'callers', name: 'callers', type: 'callers' },
        { id: 'service cruddur', name: 'cruddur', type: 'service' },
      ],
      edges: [
        {
          from: 'callers',
          to: 'service cruddur',
          calls: 1,
          errors: 0,
          totalMs: 20,
        },
      ],
      seconds: 1,
    });
  });

  it('says what sets a region apart', async () => {
    sandbox.store.keep(span());
    sandbox.store.keep(
      span({
        spanId: spanIdOf(2),
        endTimeUnixNano: nanos(START_MS + 500),
        attributes: { plan: 'paid' },
      }),
    );
    const region = {
      fromMs: START_MS,
      toMs: START_MS,
      minDurationMs: 400,
      maxDurationMs: 600,
    };
    expect(await read('/api/region', region)).toEqual({
      inside: 1,
      outside: 1,
      contrasts: [{ key: 'plan', value: 'paid', inside: 1, outside: 0 }],
    });
    const { toMs: _, ...half } = region;
    expect((await ask('/api/region', half)).status).toBe(400);
    expect((await ask('/api/region', { ...region, toMs: 'x' })).status).toBe(
      400,
    );
  });

  it('follows metrics', async () => {
    for (const [n, value] of [3, 5].entries()) {
      sandbox.store.keep(metric([point(START_MS + n, { asInt: value })]));
    }
    expect(await read('/api/metrics/history')).toMatchObject({
      series: [
        {
          name: 'crud.created',
          points: [
            [START_MS, 3],
            [START_MS + 1, 5],
          ],
        },
      ],
    });
  });

  it('shows of a trace its requests, and whether the vendors agree', async () => {
    sandbox.store.keep(span());
    sandbox.store.keep(line({ status: 404 }));
    expect(await read(`/api/traces/${TRACE_ID}`)).toMatchObject({
      requests: [{ spanId: SPAN_ID, status: 200 }],
      agreement: {
        agrees: false,
        comparisons: expect.arrayContaining([
          expect.objectContaining({
            field: 'status',
            values: { otlp: 200, cloudwatch: 404 },
            agrees: false,
          }),
        ]),
      },
    });
  });
});
