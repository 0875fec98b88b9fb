import { ValueType } from '@opentelemetry/api';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import {
  AggregationType,
  MeterProvider,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { METRICS_REQUEST } from '../json/metric-messages.js';
import { toJson } from '../json/to-json.js';
import { madeResource } from '../testing/made-span.js';
import { composeMetricsRequest } from './compose-metrics-request.js';
import type { WithExemplars } from './exemplar.js';

class Reader extends MetricReader {
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
}

/** A collection of every kind of instrument, in two scopes. */
async function collection(): Promise<ResourceMetrics> {
  const reader = new Reader();
  const provider = new MeterProvider({
    resource: madeResource,
    readers: [reader],
    views: [
      {
        instrumentName: 'exponential',
        aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM },
      },
    ],
  });
  const meter = provider.getMeter('spec', '1.2', { schemaUrl: 'https://s' });
  const counter = meter.createCounter('counter', { unit: '1' });
  counter.add(3, { of: 'things', at: 7, is: true, also: ['a', 'b'] });
  counter.add(2 ** 40, { of: 'ünïts' });
  const whole = { valueType: ValueType.INT };
  meter.createUpDownCounter('level', whole).add(-5);
  meter.createGauge('gauge', { description: 'now' }).record(Math.PI);
  const histogram = meter.createHistogram('histogram', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.001, 1, 10] },
  });
  const exponential = meter.createHistogram('exponential');
  for (let value = 0; value < 200; value += 1) {
    histogram.record(value / 7, { parity: value % 2 });
    exponential.record(value * value - 3);
  }
  provider
    .getMeter('another')
    .createObservableCounter('observed')
    .addCallback((result) => {
      result.observe(11, { of: 'it' });
    });
  return (await reader.collect()).resourceMetrics;
}

/** A request as JSON, without what protobuf takes for the default anyway. */
function shown(request: Uint8Array): unknown {
  return JSON.parse(
    JSON.stringify(toJson(Buffer.from(request), METRICS_REQUEST)),
    (key, value: unknown) =>
      key === 'droppedAttributesCount' && value === 0 ? undefined : value,
  );
}

describe('the request of a collection', () => {
  it("is what OpenTelemetry's own serializer makes of it", async () => {
    const collected = await collection();
    const theirs = ProtobufMetricsSerializer.serializeRequest(collected);
    expect(shown(composeMetricsRequest(collected))).toEqual(
      shown(theirs ?? new Uint8Array()),
    );
  });

  it('has the exemplars that theirs leaves out', async () => {
    const collected = await collection();
    const [first] = collected.scopeMetrics;
    const histogram = first?.metrics.find(
      ({ descriptor }) => descriptor.name === 'histogram',
    );
    const exemplars: WithExemplars = {
      exemplars: [
        {
          value: 0.5,
          timeMs: 1_700_000_000_123.5,
          traceId: 'ab'.repeat(16),
          spanId: 'cd'.repeat(8),
        },
      ],
    };
    Object.assign(histogram?.dataPoints[0] ?? {}, exemplars);
    const json = JSON.stringify(
      toJson(composeMetricsRequest(collected), METRICS_REQUEST),
    );
    expect(json).toContain(
      JSON.stringify({
        timeUnixNano: '1700000000123500000',
        asDouble: 0.5,
        spanId: 'cd'.repeat(8),
        traceId: 'ab'.repeat(16),
      }).slice(1, -1),
    );
  });
});
