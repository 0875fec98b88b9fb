import type { TelemetryRecord } from '../store/records.js';
import { compareVendors } from './agreement.js';
import {
  item,
  line,
  nanos,
  segment,
  span,
  SPAN_ID,
  spanIdOf,
  START_MS,
  TRACE_ID,
  UUID,
  viewOf,
} from './trace-records.spec-fixture.js';

const END = START_MS / 1_000 + 0.02;
const OTHER = spanIdOf(2);
const attributes = span().span.attributes;
const compare = (...records: readonly TelemetryRecord[]) =>
  compareVendors(viewOf(...records));
const differing = (
  ...records: readonly TelemetryRecord[]
): (readonly [string, unknown])[] =>
  compare(...records)
    .comparisons.filter(({ agrees }) => !agrees)
    .map(({ field, values }) => [field, values]);

const three = <T>(value: T) => ({
  otlp: value,
  xray: value,
  cloudwatch: value,
});
const four = <T>(value: T) => ({ ...three(value), rollbar: value });

describe('compareVendors', () => {
  it('finds that four accounts of one request are the same', () => {
    const { comparisons, ...all } = compare(span(), segment(), line(), item());
    expect(all).toEqual({
      twins: 1,
      missingInXRay: [],
      missingInOtlp: [],
      agrees: true,
    });
    expect(comparisons.map(({ field, values }) => [field, values])).toEqual([
      ['trace id', four(TRACE_ID)],
      ['span id', three(SPAN_ID)],
      ['method', four('GET')],
      ['route', four('/x/:id')],
      ['path', four('/x/1')],
      ['status', three(200)],
      ['start', three(START_MS)],
      ['duration', three(20)],
      ['failed', { otlp: 'no', xray: 'no' }],
    ]);
    expect(comparisons[0]).toMatchObject({
      of: 'GET /x/:id',
      spanId: SPAN_ID,
      unit: null,
    });
    expect(comparisons[6]?.unit).toBe('ms');
  });

  it.each<[string, TelemetryRecord, string[]]>([
    ['a line of another status', line({ status: 499 }), ['status']],
    ['a line of another span', line({ span_id: OTHER }), ['span id']],
    [
      'a segment of another path',
      segment({ http: { request: { url: 'http://localhost/y' } } }),
      ['path'],
    ],
    ['a segment with a fault', segment({ fault: true }), ['failed']],
    ['a segment with a parent of its own', segment({ parent_id: OTHER }), []],
    ['an occurrence of another route', item({ context: '/y' }), ['route']],
    [
      'an occurrence of another method',
      item({ request: { method: 'PUT' } }),
      ['method'],
    ],
    [
      'an occurrence of another trace',
      item({ custom: { trace_id: 'f'.repeat(32), span_id: SPAN_ID } }),
      ['trace id'],
    ],
  ])('sees what differs in %s: %j', (_what, record, fields) => {
    const found = differing(span(), record);
    expect(found.map(([field]) => field)).toEqual(fields);
    expect(compare(span(), record).agrees).toBe(fields.length === 0);
  });

  it('shows what each vendor said', () => {
    expect(differing(span(), segment(), line({ status: '404' }))).toEqual([
      ['status', { otlp: 200, xray: 200, cloudwatch: 404 }],
    ]);
  });

  it.each([
    [1.4, []],
    [1.6, ['duration']],
  ])('takes durations %s ms apart for the differing %j', (ms, fields) => {
    const found = differing(span(), segment({ end_time: END + ms / 1_000 }));
    expect(found.map(([field]) => field)).toEqual(fields);
  });

  it('compares the start with that of the line, which is written at the end', () => {
    const late = line({}, START_MS + 23);
    expect(differing(span(), late)).toEqual([
      ['start', { otlp: START_MS, cloudwatch: START_MS + 3 }],
    ]);
  });

  it('reads the older conventions, the route of OpenTelemetry’s exporter and X-Ray’s spelling', () => {
    const old = span({
      attributes: {
        'http.method': 'GET',
        'http.route': '/x/:id',
        'http.target': '/x/1?q=2',
        'http.status_code': '200',
      },
    });
    const exported = segment({
      annotations: undefined,
      metadata: { otel: { 'http.route': '/x/:id' } },
    });
    expect(compare(old, exported).comparisons).toMatchObject([
      { field: 'trace id', values: { otlp: TRACE_ID, xray: TRACE_ID } },
      { field: 'span id' },
      { field: 'method', values: { otlp: 'GET', xray: 'GET' } },
      { field: 'route', values: { otlp: '/x/:id', xray: '/x/:id' } },
      { field: 'path', values: { otlp: '/x/1', xray: '/x/1' } },
      { field: 'status', values: { otlp: 200, xray: 200 } },
      { field: 'start' },
      { field: 'duration' },
      { field: 'failed' },
    ]);
  });

  it('knows no duration of a segment that goes on', () => {
    const { comparisons } = compare(
      span(),
      segment({ end_time: undefined, in_progress: true }),
    );
    expect(
      comparisons.find(({ field }) => field === 'duration')?.values,
    ).toEqual({ otlp: 20 });
  });

  it('names the operations that one of Honeycomb and X-Ray misses', () => {
    const records = [
      span(),
      span({ spanId: OTHER, parentSpanId: SPAN_ID, kind: 3 }),
      segment({ subsegments: [{ id: spanIdOf(3), name: 'query' }] }),
    ];
    expect(compare(...records)).toMatchObject({
      twins: 1,
      missingInXRay: [OTHER],
      missingInOtlp: [spanIdOf(3)],
      agrees: false,
    });
  });

  it.each<[string, TelemetryRecord[]]>([
    ['X-Ray', [span(), line()]],
    ['Honeycomb', [segment(), line()]],
    ['both', [line()]],
  ])('misses nothing while nothing has come to %s', (_vendor, records) => {
    expect(compare(...records)).toMatchObject({
      twins: 0,
      missingInXRay: [],
      missingInOtlp: [],
      agrees: true,
    });
  });

  it('takes a span that came to X-Ray over OTLP for a twin', () => {
    const twin = { ...span(), kind: 'xraySpan', vendor: 'xray' } as const;
    expect(compare(span(), twin)).toMatchObject({
      twins: 1,
      missingInXRay: [],
      agrees: true,
    });
  });

  it('compares what came to X-Ray over OTLP too', () => {
    const { attributes: given } = span().span;
    const other = span({
      attributes: { ...given, 'http.response.status_code': 503 },
    });
    const twin = { ...other, kind: 'xraySpan', vendor: 'xray' } as const;
    expect(differing(span(), twin)).toEqual([
      ['status', { otlp: 200, xray: 503 }],
    ]);
  });

  it('shows of other operations only what differs', () => {
    const inner = span({
      spanId: OTHER,
      parentSpanId: SPAN_ID,
      kind: 3,
      name: 'SELECT',
    });
    const subsegment = (endTime: number) =>
      segment({
        subsegments: [
          {
            id: OTHER,
            name: 'db',
            start_time: START_MS / 1_000,
            end_time: endTime,
            http: { request: { method: 'POST' } },
          },
        ],
      });
    expect(differing(span(), inner, subsegment(END))).toEqual([]);
    const slow = compare(span(), inner, subsegment(END + 0.01));
    expect(slow.comparisons.filter(({ spanId }) => spanId === OTHER)).toEqual([
      {
        field: 'duration',
        of: 'SELECT',
        spanId: OTHER,
        unit: 'ms',
        values: { otlp: 20, xray: 30 },
        agrees: false,
      },
    ]);
    expect(slow.agrees).toBe(false);
  });

  it.each([
    ['its parent', 2, []],
    ['an operation above its parent', 1, []],
    ['an operation that is not above it', 9, ['parent']],
  ])('takes a subsegment below %s for differing in %j', (_where, n, fields) => {
    const inner = [1, 2, 3].map((id) =>
      span({
        spanId: spanIdOf(id),
        parentSpanId: id === 1 ? SPAN_ID : spanIdOf(id - 1),
        kind: 1,
      }),
    );
    const alone = segment({
      id: spanIdOf(3),
      parent_id: spanIdOf(n),
      type: 'subsegment',
    });
    const found = differing(span(), ...inner, alone);
    expect(found.map(([field]) => field)).toEqual(fields);
  });

  it('holds the line and the occurrence of one request against no other of the trace', () => {
    const called = span({
      spanId: OTHER,
      parentSpanId: SPAN_ID,
      name: 'POST /y',
      startTimeUnixNano: nanos(START_MS + 5),
      attributes: {
        ...attributes,
        'http.request.method': 'POST',
        'http.route': '/y',
        'url.path': '/y',
      },
    });
    const { comparisons, agrees } = compare(span(), called, line(), item());
    const methods = comparisons.filter(({ field }) => field === 'method');
    expect(methods.map(({ spanId, values }) => [spanId, values])).toEqual([
      [SPAN_ID, { otlp: 'GET', cloudwatch: 'GET', rollbar: 'GET' }],
      [OTHER, { otlp: 'POST' }],
    ]);
    expect(agrees).toBe(true);
  });

  it('compares the occurrence that names the request, not the first of the trace', () => {
    const elsewhere = item(
      { context: '/y', custom: { trace_id: TRACE_ID, span_id: OTHER } },
      START_MS,
      UUID.replaceAll('0', '1'),
    );
    expect(differing(span(), elsewhere, item())).toEqual([]);
  });
});
