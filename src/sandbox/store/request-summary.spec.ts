import {
  idOf,
  item,
  line,
  log,
  segment,
  span,
  SPAN_ID,
  spanIdOf,
  START_MS,
  TRACE_ID,
} from '../insight/trace-records.spec-fixture.js';
import type { TelemetryRecord, XRaySpanRecord } from './records.js';
import { summarizeTrace } from './request-summary.js';
import type { RequestSummary } from './views.js';

const summarize = (...records: readonly TelemetryRecord[]): RequestSummary[] =>
  summarizeTrace(TRACE_ID, records, 0);

function xraySpan(changes: Parameters<typeof span>[0] = {}): XRaySpanRecord {
  return { ...span(changes), kind: 'xraySpan', vendor: 'xray' };
}

const TIME = new Date(START_MS).toISOString();
const REQUEST = {
  traceId: TRACE_ID,
  spanId: SPAN_ID,
  time: TIME,
  method: 'GET',
  route: '/x/:id',
  path: '/x/1',
  status: 200,
  durationMs: 20,
  error: false,
};

describe('summarizeTrace', () => {
  it('reads a request from its server span', () => {
    expect(summarizeTrace(TRACE_ID, [span(), log()], 3)).toEqual([
      {
        ...REQUEST,
        source: 'otlp',
        service: 'cruddur',
        name: 'GET /x/:id',
        user: null,
        violations: 3,
        records: 2,
        vendors: { otlp: true, xray: false, cloudwatch: false, rollbar: false },
      },
    ]);
  });

  it.each<[string, TelemetryRecord[], Partial<RequestSummary>]>([
    ['the span', [item(), line(), segment(), span()], { source: 'otlp' }],
    [
      'the span that X-Ray’s own endpoint took',
      [line(), xraySpan()],
      { ...REQUEST, source: 'xray' },
    ],
    [
      'the segment',
      [item({ level: 'info' }), line(), segment()],
      {
        ...REQUEST,
        source: 'xray',
        route: null,
        durationMs: expect.closeTo(20, 3),
        service: 'cruddur',
        name: 'GET /x/1',
      },
    ],
    [
      'the access line',
      [item({ level: 'info' }), line({ service: 'cruddur' })],
      {
        ...REQUEST,
        source: 'cloudwatch',
        service: 'cruddur',
        name: 'GET /x/:id',
      },
    ],
    [
      'the occurrence',
      [
        line({ method: null, status: null }),
        item({ timestamp: START_MS / 1_000 }),
      ],
      {
        ...REQUEST,
        source: 'rollbar',
        status: null,
        durationMs: null,
        error: true,
        service: null,
        name: 'GET /x/:id',
      },
    ],
  ])('prefers %s to what is left', (_what, records, told) => {
    const requests = summarize(...records);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject(told);
  });

  it('prefers the span of Honeycomb to its twin at X-Ray, whichever came first', () => {
    const twin = xraySpan({ name: 'twin' });
    expect(summarize(twin, span()).map(({ name }) => name)).toEqual([
      'GET /x/:id',
    ]);
    expect(summarize(span(), twin).map(({ name }) => name)).toEqual([
      'GET /x/:id',
    ]);
  });

  it('tells of one request for each server span', () => {
    const requests = summarize(
      span(),
      span({ spanId: spanIdOf(2), kind: 3 }),
      span({ spanId: spanIdOf(3), name: 'POST /y' }),
    );
    expect(requests.map(({ spanId }) => spanId)).toEqual([
      SPAN_ID,
      spanIdOf(3),
    ]);
  });

  it.each<[string, TelemetryRecord]>([
    ['a client span', span({ kind: 3 })],
    ['a segment of no request', segment({ http: undefined })],
    ['a subsegment sent alone', segment({ type: 'subsegment' })],
    ['a line that is no access line', line({ status: undefined })],
    ['an occurrence outside a request', item({ request: undefined })],
    ['a log record', log()],
  ])('makes no request of %s', (_what, record) => {
    expect(summarize(record)).toEqual([]);
  });

  it('has no duration while the segment goes on', () => {
    const [request] = summarize(
      segment({ end_time: undefined, in_progress: true }),
    );
    expect(request).toMatchObject({ source: 'xray', durationMs: null });
  });

  it.each<[string, TelemetryRecord, number | null]>([
    ['the segment', segment({ http: { response: { status: 499 } } }), 499],
    ['the line', line({ status: 499 }), 499],
    ['no line of another request', line({ span_id: spanIdOf(9) }), null],
  ])('takes the status that a span lacks from %s', (_what, record, status) => {
    const brokenOff = span({ attributes: {} });
    expect(summarize(brokenOff, record)[0]?.status).toBe(status);
  });

  it.each<[string, TelemetryRecord]>([
    ['url.path', span({ attributes: { 'url.path': '/x/1' } })],
    ['http.target', span({ attributes: { 'http.target': '/x/1?q=2' } })],
    ['a segment’s url', segment()],
    [
      'a segment’s relative url',
      segment({ http: { request: { method: 'GET', url: '/x/1?q=2' } } }),
    ],
    ['a line’s path', line({ path: '/x/1?q=2' })],
    ['an occurrence’s url', item()],
  ])('reads the path from %s without the query', (_what, record) => {
    expect(summarize(record)[0]?.path).toBe('/x/1');
  });

  it.each<[string, TelemetryRecord, string]>([
    ['the span', span({ attributes: { 'user.id': 'ada' } }), 'ada'],
    [
      'the older attribute',
      span({ attributes: { 'enduser.id': 'eve' } }),
      'eve',
    ],
    ['the segment', segment({ user: 'bob' }), 'bob'],
    ['a line', line({ user_id: 'cyd' }), 'cyd'],
    ['the occurrence', item({ person: { id: '7', username: 'dan' } }), 'dan'],
    [
      'the occurrence’s person without a name',
      item({ person: { id: '7' } }),
      '7',
    ],
  ])('takes the user from %s', (_what, record, user) => {
    const nobody = span({ spanId: spanIdOf(2) });
    const users = summarize(nobody, record).map((request) => request.user);
    expect(new Set(users)).toEqual(new Set([user]));
  });

  it.each<[string, TelemetryRecord[], boolean]>([
    ['a span that went well', [span()], false],
    [
      'a span of status error',
      [span({ status: { code: 2, message: '' } })],
      true,
    ],
    [
      'a span answered 500',
      [span({ attributes: { 'http.status_code': '500' } })],
      true,
    ],
    [
      'a span answered 404',
      [span({ attributes: { 'http.status_code': 404 } })],
      false,
    ],
    ['a segment with a fault', [segment({ fault: true })], true],
    ['a segment with an error', [segment({ error: true })], false],
    ['a line of status 503', [line({ status: 503 })], true],
    [
      'an occurrence of level critical',
      [span(), item({ level: 'critical' })],
      true,
    ],
    [
      'an occurrence of level warning',
      [span(), item({ level: 'warning' })],
      false,
    ],
  ])('takes %s for a failure: %s', (_what, records, error) => {
    expect(summarize(...records)[0]?.error).toBe(error);
  });

  it('reads a trace of more records than a call takes arguments', () => {
    const { 'http.response.status_code': _status, ...attributes } =
      span().span.attributes;
    const records = [
      span({ attributes }),
      ...Array.from({ length: 200_000 }, () => log()),
      line({ status: 499, user: 'bob' }),
    ];
    expect(summarizeTrace(TRACE_ID, records, 0)).toMatchObject([
      { status: 499, user: 'bob', records: 200_002 },
    ]);
  });

  it('says which trace it was asked of', () => {
    const [request] = summarizeTrace(idOf(9), [span()], 0);
    expect(request?.traceId).toBe(idOf(9));
  });
});
