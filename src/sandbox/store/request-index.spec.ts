import {
  idOf,
  item,
  line,
  nanos,
  segment,
  span,
  SPAN_ID,
  spanIdOf,
  START_MS,
  storeOf,
  TRACE_ID,
  UUID,
} from '../insight/trace-records.spec-fixture.js';
import type { SpanRecord } from './records.js';

const numbered = (n: number): SpanRecord =>
  span({
    traceId: idOf(n),
    spanId: spanIdOf(n),
    startTimeUnixNano: nanos(START_MS + n),
    endTimeUnixNano: nanos(START_MS + n + 5),
  });

const BREACH = [{ rule: 'r', message: 'm', refused: true }];

function timed<T>(work: () => T): { result: T; ms: number } {
  work();
  const begun = performance.now();
  const result = work();
  return { result, ms: performance.now() - begun };
}

describe('what a store finds by id', () => {
  it('leads from any record’s id to its trace', () => {
    const store = storeOf();
    store.keep(span());
    store.keep(item());
    store.keep(line({ request_id: 'req-1' }));
    store.keep(segment({ subsegments: [{ id: spanIdOf(5) }] }));
    expect(store.find(SPAN_ID)).toEqual({
      traceId: TRACE_ID,
      kind: 'span id',
      id: SPAN_ID,
    });
    expect(store.find(UUID.replaceAll('-', ''))?.kind).toBe('Rollbar uuid');
    expect(store.find('REQ-1')?.kind).toBe('request id');
    expect(store.find(spanIdOf(5))?.traceId).toBe(TRACE_ID);
    expect(store.find(spanIdOf(6))).toBeUndefined();
  });

  it('forgets the ids of a trace that left, and all on a reset', () => {
    const store = storeOf({ maxRequests: 2 });
    for (const n of [1, 2, 3]) store.keep(numbered(n));
    expect(store.find(spanIdOf(1))).toBeUndefined();
    expect(store.holds(idOf(1))).toBe(false);
    expect(store.requestsOf(idOf(1))).toEqual([]);
    expect(store.find(spanIdOf(2))?.traceId).toBe(idOf(2));
    store.reset();
    expect(store.find(spanIdOf(2))).toBeUndefined();
  });

  it('holds a trace of which a record or only a breach is known', () => {
    const store = storeOf();
    store.keep(span());
    store.violate('xray', BREACH, '', idOf(2));
    expect([TRACE_ID, idOf(2), idOf(3)].map((id) => store.holds(id))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('the requests of a trace', () => {
  it('are read anew when a record or a breach is added', () => {
    const store = storeOf();
    store.keep(line());
    expect(store.requestsOf(TRACE_ID)).toMatchObject([
      { source: 'cloudwatch', records: 1, violations: 0 },
    ]);
    store.keep(span());
    store.violate('otlp', BREACH, '', TRACE_ID);
    expect(store.requestsOf(TRACE_ID)).toMatchObject([
      { source: 'otlp', records: 2, violations: 1 },
    ]);
  });

  it('count no breach that is no longer kept', () => {
    const store = storeOf({ maxViolations: 1 });
    store.keep(span());
    store.violate('otlp', BREACH, '', TRACE_ID);
    expect(store.requestsOf(TRACE_ID)[0]?.violations).toBe(1);
    store.violate('otlp', BREACH, '', idOf(2));
    expect(store.trace(TRACE_ID)?.violations).toEqual([]);
    expect(store.requestsOf(TRACE_ID)[0]?.violations).toBe(0);
  });

  it('shrink with the records of a trace that alone passes the budget', () => {
    const store = storeOf({ maxBytes: 10_000 });
    store.keep(span());
    expect(store.requestsOf(TRACE_ID)[0]?.source).toBe('otlp');
    for (let n = 0; n < 30; n += 1) store.keep(line({ pad: 'x'.repeat(300) }));
    expect(store.spans()).toEqual([]);
    expect(store.requestsOf(TRACE_ID)[0]?.source).toBe('cloudwatch');
  });
});

describe('10,000 requests', () => {
  const COUNT = 10_000;
  const LIMIT_MS = 100;
  const store = storeOf({ maxRequests: COUNT, maxArrivals: COUNT });
  beforeAll(() => {
    for (let n = 1; n <= COUNT; n += 1) store.keep(numbered(n));
  });

  it('are listed within 100 ms, the latest first', () => {
    const { result, ms } = timed(() => store.requests(COUNT));
    expect(result).toHaveLength(COUNT);
    expect(result[0]?.traceId).toBe(idOf(COUNT));
    expect(result.at(-1)?.traceId).toBe(idOf(1));
    expect(ms).toBeLessThan(LIMIT_MS);
  });

  it('are each found by their id within 100 ms in all', () => {
    const { result, ms } = timed(() => {
      let found = 0;
      for (let n = 1; n <= COUNT; n += 1) {
        if (store.find(spanIdOf(n))?.traceId === idOf(n)) found += 1;
      }
      return found;
    });
    expect(result).toBe(COUNT);
    expect(ms).toBeLessThan(LIMIT_MS);
  });
});
