import {
  idOf,
  storeOf as roomyStoreOf,
} from '../insight/trace-records.spec-fixture.js';
import type { LogEventRecord, SpanRecord } from './records.js';
import type { StoreLimits } from './store-limits.js';
import type { TelemetryStore } from './telemetry-store.js';

function span(
  n: number,
  changes: Partial<SpanRecord['span']> = {},
): SpanRecord {
  return {
    kind: 'span',
    vendor: 'otlp',
    traceId: idOf(n),
    receivedAt: n,
    wireBytes: 100,
    resource: { attributes: { 'service.name': 'cruddur' } },
    scope: { name: 's', version: '', attributes: {} },
    span: {
      traceId: idOf(n),
      spanId: '1'.repeat(16),
      traceState: '',
      flags: 1,
      name: 'GET /x',
      kind: 2,
      startTimeUnixNano: String(BigInt(n) * 1_000_000_000n),
      endTimeUnixNano: String(BigInt(n) * 1_000_000_000n + 5_000_000n),
      attributes: { 'http.route': '/x', 'http.response.status_code': 200 },
      events: [],
      links: [],
      status: { code: 0, message: '' },
      dropped: { attributes: 0, events: 0, links: 0 },
      ...changes,
    },
  };
}
function logEvent(n: number, traceId?: string, text = 'x'): LogEventRecord {
  return {
    kind: 'logEvent',
    vendor: 'cloudwatch',
    ...(traceId === undefined ? {} : { traceId }),
    receivedAt: n,
    wireBytes: 10,
    logGroupName: 'g',
    logStreamName: 's',
    timestamp: n,
    message: `${n} ${text}`,
  };
}
/** A store that keeps few violations. */
const storeOf = (limits: Partial<StoreLimits> = {}): TelemetryStore =>
  roomyStoreOf({ maxViolations: 3, ...limits });

const finding = (rule: string, refused = false) => ({
  rule,
  message: 'm',
  refused,
});

describe('TelemetryStore', () => {
  it('drops the oldest trace when there are too many, and says so', () => {
    const store = storeOf({ maxRequests: 2 });
    for (const n of [1, 2, 3]) store.keep(span(n));
    store.keep(logEvent(1, idOf(2)));
    expect(store.trace(idOf(1))).toBeUndefined();
    expect(store.trace(idOf(2))?.cloudwatch.events).toHaveLength(1);
    expect(store.counts().otlp).toMatchObject({ records: 3, evicted: 1 });
  });

  it('drops the oldest of all, trace or loose record, when memory is spent', () => {
    const store = storeOf({ maxBytes: 20_000 });
    store.keep(logEvent(0));
    for (let n = 1; n <= 100; n += 1) {
      store.keep(span(n));
      store.keep(logEvent(n, undefined, 'y'.repeat(500)));
      expect(store.retainedBytes).toBeLessThanOrEqual(20_000);
    }
    const { otlp, cloudwatch } = store.counts();
    expect(store.spans().length).toBe(100 - otlp.evicted);
    expect(store.logEvents().length).toBe(101 - cloudwatch.evicted);
    expect(store.spans().at(-1)?.traceId).toBe(idOf(100));
    expect(store.logEvents().at(-1)?.timestamp).toBe(100);
    const kept = store.spans().map(({ receivedAt }) => receivedAt);
    expect(kept).toEqual(kept.map((_, i) => 101 - kept.length + i));
  });

  it('keeps the newest records of a trace that alone passes the budget', () => {
    const store = storeOf({ maxBytes: 10_000 });
    for (let n = 0; n < 50; n += 1) {
      store.keep(logEvent(n, idOf(1), 'z'.repeat(400)));
    }
    expect(store.retainedBytes).toBeLessThanOrEqual(10_000);
    const events = store.trace(idOf(1))?.cloudwatch.events ?? [];
    expect(events.at(-1)?.timestamp).toBe(49);
    expect(events.length).toBe(50 - store.counts().cloudwatch.evicted);
    expect(events.length).toBeGreaterThan(3);
  });

  it('gives the memory back that evictions and resets free', () => {
    const store = storeOf({ maxRequests: 5 });
    for (let n = 1; n <= 5; n += 1) store.keep(span(n));
    const full = store.retainedBytes;
    for (let n = 6; n <= 50; n += 1) store.keep(span(n));
    expect(Math.abs(store.retainedBytes - full)).toBeLessThan(full / 10);
    store.reset();
    expect(store.retainedBytes).toBe(0);
    expect(store.counts().otlp.records).toBe(0);
    expect(store.spans()).toEqual([]);
  });

  it('lists requests by their beginning, newest first, with the vendors that know them', () => {
    const store = storeOf();
    store.keep(span(2));
    store.keep(span(3));
    store.keep(
      span(1, {
        attributes: { 'http.method': 'GET', 'http.status_code': 404 },
      }),
    );
    store.keep(span(4, { kind: 3 }));
    store.keep(logEvent(1, idOf(3)));
    const requests = store.requests();
    expect(requests.map(({ traceId }) => traceId)).toEqual([
      idOf(3),
      idOf(2),
      idOf(1),
    ]);
    expect(requests[0]).toMatchObject({
      time: '1970-01-01T00:00:03.000Z',
      route: '/x',
      status: 200,
      durationMs: 5,
      vendors: { otlp: true, xray: false, cloudwatch: true, rollbar: false },
    });
    expect(requests[2]).toMatchObject({
      method: 'GET',
      status: 404,
      route: null,
    });
    expect(store.requests(1)).toHaveLength(1);
  });

  it('survives span times at the end of what OTLP can say', () => {
    const store = storeOf();
    store.keep(span(1, { startTimeUnixNano: String(2n ** 64n - 1n) }));
    expect(store.requests()).toHaveLength(1);
  });

  it('keeps the last violations, one a rule, and counts all', () => {
    const store = storeOf();
    store.violate(
      'otlp',
      [finding('a'), finding('a', true), finding('b')],
      'x'.repeat(2_000),
      idOf(1),
    );
    expect(store.violations()).toMatchObject([
      { rule: 'b', refused: false },
      { rule: 'a', message: 'm (and 1 more)', refused: true },
    ]);
    expect(store.violations()[0]?.excerpt).toHaveLength(500);
    for (const rule of ['c', 'd', 'e'])
      store.violate('xray', [finding(rule)], {});
    expect(store.violations().map(({ rule }) => rule)).toEqual(['e', 'd', 'c']);
    expect(store.counts().otlp.violations).toBe(2);
    expect(store.counts().xray.violations).toBe(3);
  });

  it('wakes who waits, and says what was waited for in vain', async () => {
    const store = storeOf();
    const waiting = store.waitFor((s) => s.trace(idOf(7)));
    store.keep(span(7));
    expect((await waiting).otlp.spans).toHaveLength(1);
    await expect(
      store.waitFor(() => undefined, 10, 'a miracle'),
    ).rejects.toThrow('Waited 10 ms in vain for a miracle');
  });
});
