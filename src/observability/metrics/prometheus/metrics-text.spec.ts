import { ValueType } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { parseMetrics } from '../../../../test/support/prometheus-text.js';
import { HistogramInstrument } from '../instruments/histogram-instrument.js';
import { metricsText } from './metrics-text.js';
import {
  acceptedFormat,
  OPEN_METRICS,
  PROMETHEUS_TEXT,
} from './text-format.js';

type Reading = readonly [number, Record<string, string | number>];

function sum(
  name: string,
  unit: string,
  isMonotonic: boolean,
  ...readings: readonly Reading[]
): MetricData {
  return {
    descriptor: {
      name,
      unit,
      description: 'What "it" is\\does\nhere',
      valueType: ValueType.DOUBLE,
    },
    dataPointType: DataPointType.SUM,
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    isMonotonic,
    dataPoints: readings.map(([value, attributes]) => ({
      startTime: [0, 0],
      endTime: [1, 0],
      value,
      attributes,
    })),
  };
}

function gaugeOf(name: string, unit: string, value: number): MetricData {
  const { descriptor, dataPoints } = sum(name, unit, false, [value, {}]);
  return {
    descriptor,
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPointType: DataPointType.GAUGE,
    dataPoints: dataPoints.flatMap((point) =>
      typeof point.value === 'number' ? [{ ...point, value: point.value }] : [],
    ),
  };
}

function of(...metrics: MetricData[]): ResourceMetrics {
  return {
    resource: resourceFromAttributes({ 'service.name': 'spec "1"' }),
    scopeMetrics: [{ scope: { name: 'scope', version: '2' }, metrics }],
  };
}

const both = [
  ['text', PROMETHEUS_TEXT],
  ['openmetrics', OPEN_METRICS],
] as const;

describe.each(both)('metrics as %s', (name, format) => {
  const parse = (...metrics: MetricData[]) =>
    parseMetrics(metricsText(of(...metrics), format), name);

  it('say nothing but what they are of when there are none', () => {
    expect([...parse().keys()]).toEqual([
      name === 'text' ? 'target_info' : 'target',
    ]);
  });

  it('escape every value', () => {
    const hostile = 'back\\slash "quote"\nline\n# EOF\n\ud800';
    const [family] = [
      ...parse(sum('a', '', true, [1, { 'x.y': hostile }])).values(),
    ].slice(1);
    expect(family?.samples[0]?.labels).toEqual({
      x_y: hostile.toWellFormed(),
      otel_scope_name: 'scope',
      otel_scope_version: '2',
    });
  });

  it('name what they count by OpenTelemetry’s rules', () => {
    const families = parse(
      sum('http.requests', '{request}', true, [1, {}]),
      sum('cpu.time', 's', true, [1, {}]),
      sum('io.total', 'By', true, [1, {}]),
      sum('2.odd--name', 'By/s', false, [1, {}]),
      gaugeOf('utilization', '1', 0.5),
      gaugeOf('memory_bytes', 'By', 5),
      sum('count.of', '1', false, [5, {}]),
    );
    const total = name === 'text' ? '_total' : '';
    expect([...families.keys()].slice(1)).toEqual([
      `http_requests${total}`,
      `cpu_time_seconds${total}`,
      `io_bytes${total}`,
      '_2_odd_name_bytes_per_second',
      'utilization_ratio',
      'memory_bytes',
      'count_of',
    ]);
  });

  it('tell nothing twice where two names become one', () => {
    const families = parse(
      sum('a.b', '', false, [1, { 'x.y': '1' }], [2, { x_y: '1' }]),
      sum('a_b', '', false, [3, { 'x.y': '1' }]),
      sum('a.b', '', true, [4, {}]),
    );
    expect([...families.values()].slice(1)).toMatchObject([
      { name: 'a_b', type: 'gauge', samples: [{ value: 1 }] },
    ]);
    const joined = parse(sum('c', '', false, [1, { 'x.y': '1', x_y: '2' }]));
    expect(joined.get('c')?.samples[0]?.labels['x_y']).toBe('1;2');
  });

  it('write numbers as Go reads them', () => {
    const families = parse(
      gaugeOf('a', '', Number.POSITIVE_INFINITY),
      gaugeOf('b', '', Number.NaN),
      gaugeOf('c', '', 1e300),
      gaugeOf('d', '', -1.5e-9),
    );
    expect(
      ['a', 'b', 'c', 'd'].map((key) => families.get(key)?.samples[0]?.value),
    ).toEqual([Number.POSITIVE_INFINITY, Number.NaN, 1e300, -1.5e-9]);
  });

  it('have exemplars at the buckets of histograms, in OpenMetrics alone', () => {
    const histogram = new HistogramInstrument(
      { name: 'took', unit: 's', description: '' },
      [0.1, 1],
    );
    const span = {
      traceId: 'ab'.repeat(16),
      spanId: 'cd'.repeat(8),
      traceFlags: 1,
    };
    histogram.record(0.05);
    histogram.record(0.5, { le: 'mine' }, span);
    histogram.record(5, { le: 'mine' }, span);
    const read = histogram.read([1, 0]);
    const family = parse(...(read ? [read] : [])).get('took_seconds');
    const exemplars = family?.samples.flatMap(({ labels, exemplar }) =>
      exemplar
        ? [[labels['le'], exemplar.value, exemplar.labels['trace_id']]]
        : [],
    );
    expect(
      family?.samples.filter(({ labels }) => labels['exported_le'] === 'mine'),
    ).toHaveLength(5);
    expect(exemplars).toEqual(
      name === 'text'
        ? []
        : [
            ['1.0', 0.5, 'ab'.repeat(16)],
            ['+Inf', 5, 'ab'.repeat(16)],
          ],
    );
  });
});

describe('the format', () => {
  it.each([
    [undefined, PROMETHEUS_TEXT],
    ['', PROMETHEUS_TEXT],
    ['*/*', PROMETHEUS_TEXT],
    ['text/plain', PROMETHEUS_TEXT],
    ['application/openmetrics-text', OPEN_METRICS],
    [
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
      OPEN_METRICS,
    ],
    ['application/openmetrics-text; version=0.0.1', PROMETHEUS_TEXT],
    ['application/openmetrics-text;q=0', PROMETHEUS_TEXT],
    ['application/openmetrics-text;q=0.1, text/plain;q=0.9', PROMETHEUS_TEXT],
    // What Prometheus 3 sends.
    [
      'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
      OPEN_METRICS,
    ],
    [';;;,,,=q'.repeat(10_000), PROMETHEUS_TEXT],
  ])('that %s asks for', (accept, format) => {
    expect(acceptedFormat(accept)).toBe(format);
  });
});
