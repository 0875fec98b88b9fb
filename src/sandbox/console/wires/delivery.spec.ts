import type { Attributes } from '../../store/records.js';
import type { MetricSeries } from '../../store/metric-history.js';
import { readDelivery } from './delivery.js';

const series = (
  name: string,
  points: MetricSeries['points'],
  attributes: Attributes = { sink: 'otlp' },
): MetricSeries => ({
  name: `telemetry.delivery.${name}`,
  unit: '1',
  description: '',
  type: 'sum',
  service: 'cruddur',
  attributes,
  points,
});

describe('readDelivery', () => {
  it('reads the latest value of every figure, and when the last was told', () => {
    const names = [
      'accepted',
      'delivered',
      'queued',
      'retried',
      'recovered',
      'spooled',
      'dropped',
      'oldest.age',
      'circuit.open',
    ];
    const read = readDelivery(
      names.map((name, n) =>
        series(name, [
          [1_000, 99],
          [2_000 + n, n + 1],
        ]),
      ),
    );
    expect(read).toEqual([
      {
        sink: 'otlp',
        accepted: 1,
        delivered: 2,
        queued: 3,
        retried: 4,
        recovered: 5,
        spooled: 6,
        dropped: 7,
        oldestAge: 8,
        circuitOpen: true,
        at: 2_008,
      },
    ]);
  });

  it('takes what it was not told for nothing', () => {
    expect(readDelivery([series('accepted', [])])).toEqual([
      {
        sink: 'otlp',
        accepted: 0,
        delivered: 0,
        queued: 0,
        retried: 0,
        recovered: 0,
        spooled: 0,
        dropped: 0,
        oldestAge: 0,
        circuitOpen: false,
        at: 0,
      },
    ]);
  });

  it('adds up what was dropped for every reason', () => {
    const dropped = ['overflow', 'refused', 'expired'].map((reason, n) =>
      series('dropped', [[n, 10 ** n]], { sink: 'otlp', reason }),
    );
    expect(readDelivery(dropped)).toMatchObject([{ dropped: 111, at: 2 }]);
  });

  it('tells the age of the oldest record of several processes, and does not add ages up', () => {
    const ages = [3, 8, 5].map((age) => series('oldest.age', [[1, age]]));
    expect(readDelivery(ages)).toMatchObject([{ oldestAge: 8 }]);
  });

  it.each<[string, MetricSeries['points'], boolean]>([
    [
      'open',
      [
        [1, 0],
        [2, 1],
      ],
      true,
    ],
    [
      'closed again',
      [
        [1, 1],
        [2, 0],
      ],
      false,
    ],
    ['never told of', [], false],
  ])('reads a circuit that is %s', (_what, points, circuitOpen) => {
    expect(readDelivery([series('circuit.open', points)])).toMatchObject([
      { circuitOpen },
    ]);
  });

  it('sorts sinks by name', () => {
    const sinks = ['xray', 'cloudwatch', 'rollbar'].map((sink) =>
      series('queued', [[1, 1]], { sink }),
    );
    expect(readDelivery(sinks).map(({ sink }) => sink)).toEqual([
      'cloudwatch',
      'rollbar',
      'xray',
    ]);
  });

  it.each<[string, MetricSeries[]]>([
    ['no series', []],
    ['a series without a sink', [series('queued', [[1, 1]], {})]],
    ['a sink that is no text', [series('queued', [[1, 1]], { sink: 7 })]],
    [
      'other metrics',
      [{ ...series('queued', [[1, 1]]), name: 'telemetry.deliveries' }],
    ],
  ])('reads nothing from %s', (_what, given) => {
    expect(readDelivery(given)).toEqual([]);
  });

  it('reads no figure from a metric whose name only begins like one', () => {
    expect(readDelivery([series('queued.bytes', [[5, 9]])])).toMatchObject([
      { queued: 0, at: 5 },
    ]);
  });
});
