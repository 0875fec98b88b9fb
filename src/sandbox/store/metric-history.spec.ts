import {
  metric,
  point,
  START_MS,
  storeOf,
} from '../insight/trace-records.spec-fixture.js';
import { MetricHistory } from './metric-history.js';
import type { MetricRecord } from './records.js';

function historyOf(...records: readonly MetricRecord[]): MetricHistory {
  const history = new MetricHistory();
  for (const record of records) history.note(record);
  return history;
}

describe('MetricHistory', () => {
  it('follows a metric over its exports', () => {
    const history = historyOf(
      metric([point(START_MS, { asInt: 1 }, { kind: 'crud' })]),
      metric([point(START_MS + 500, { asInt: '2' }, { kind: 'crud' })]),
    );
    expect(history.read()).toEqual([
      {
        name: 'crud.created',
        unit: '1',
        description: 'cruds',
        type: 'sum',
        service: 'cruddur',
        attributes: { kind: 'crud' },
        points: [
          [START_MS, 1],
          [START_MS + 500, 2],
        ],
      },
    ]);
  });

  it.each([
    ['attributes', metric([point(0, { asInt: 1 }, { a: 1 })])],
    ['services', metric([point(0, { asInt: 1 })], {}, { 'service.name': 'b' })],
    ['names', metric([point(0, { asInt: 1 })], { name: 'other' })],
    [
      'instances',
      metric(
        [point(0, { asInt: 1 })],
        {},
        {
          'service.name': 'cruddur',
          'service.instance.id': 'b',
        },
      ),
    ],
  ])('keeps different %s apart', (_what, other) => {
    const history = historyOf(metric([point(0, { asInt: 1 })]), other);
    expect(history.read()).toHaveLength(2);
  });

  it('reads the count of a histogram, and its last sum', () => {
    const history = historyOf(
      metric([point(START_MS, { count: '4', sum: 10 })], { type: 'histogram' }),
      metric([point(START_MS, { count: '6', sum: 13.5 })], {
        type: 'histogram',
      }),
    );
    expect(history.read()).toMatchObject([
      {
        points: [
          [START_MS, 4],
          [START_MS, 6],
        ],
        last: { sum: 13.5, count: 6 },
      },
    ]);
  });

  it('leaves out a point without a value', () => {
    const [series] = historyOf(metric([point(0, { flags: 1 })])).read();
    expect(series?.points).toEqual([]);
    expect(series).not.toHaveProperty('last');
  });

  it('keeps the last 120 points', () => {
    const history = new MetricHistory();
    for (let n = 0; n < 125; n += 1) {
      history.note(metric([point(START_MS + n, { asDouble: n })]));
    }
    const points = history.read()[0]?.points;
    expect(points).toHaveLength(120);
    expect(points?.[0]).toEqual([START_MS + 5, 5]);
    expect(points?.at(-1)).toEqual([START_MS + 124, 124]);
  });

  it('follows 2,000 series, and goes on with those when more come', () => {
    const history = new MetricHistory();
    for (let n = 0; n < 2_000; n += 1) {
      history.note(metric([point(0, { asInt: 1 }, { n })]));
    }
    history.note(
      metric([
        point(1, { asInt: 9 }, { n: 'one too many' }),
        point(1, { asInt: 9 }, { n: 7 }),
      ]),
    );
    expect(history.read()).toHaveLength(2_000);
    expect(history.read()[7]?.points).toEqual([
      [0, 1],
      [1, 9],
    ]);
  });

  it('outlives the exports that a store replaces, but not its reset', () => {
    const store = storeOf();
    store.keep(metric([point(START_MS, { asInt: 1 })]));
    store.keep(metric([point(START_MS, { asInt: 2 })]));
    expect(store.metrics()).toHaveLength(1);
    expect(store.metricHistory()[0]?.points).toHaveLength(2);
    store.reset();
    expect(store.metricHistory()).toEqual([]);
  });
});
