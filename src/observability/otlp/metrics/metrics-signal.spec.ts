import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import {
  collectionCodec,
  CollectionInDelivery,
  metricsSignal,
} from '../index.js';
import { toJson } from '../json/to-json.js';
import { madeResource } from '../testing/made-span.js';

class Reader extends MetricReader {
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
}

/** A collection of every kind of instrument, from OpenTelemetry's own serializer. */
async function collection(): Promise<CollectionInDelivery> {
  const reader = new Reader();
  const meter = new MeterProvider({
    resource: madeResource,
    readers: [reader],
  }).getMeter('spec', '1');
  meter.createCounter('counter', { unit: '1' }).add(3, { of: 'things' });
  meter.createUpDownCounter('level').add(-2.5);
  meter.createGauge('gauge', { description: 'now' }).record(7);
  const histogram = meter.createHistogram('histogram', {
    advice: { explicitBucketBoundaries: [1, 10] },
  });
  [0.5, 5, 50, 500].forEach((value) => {
    histogram.record(value);
  });
  const { resourceMetrics } = await reader.collect();
  return new CollectionInDelivery(
    ProtobufMetricsSerializer.serializeRequest(resourceMetrics) ??
      new Uint8Array(),
  );
}

describe('metrics', () => {
  it('are shown in JSON as the protocol has it', async () => {
    const request = metricsSignal.compose([await collection()]);
    expect(toJson(request, metricsSignal.request)).toMatchObject({
      resourceMetrics: [
        {
          resource: {
            attributes: [
              { key: 'service.name', value: { stringValue: 'cruddur' } },
              { key: 'process.pid', value: { intValue: 4711 } },
            ],
          },
          scopeMetrics: [
            {
              scope: { name: 'spec', version: '1' },
              metrics: [
                {
                  name: 'counter',
                  unit: '1',
                  sum: {
                    aggregationTemporality: 2,
                    isMonotonic: true,
                    dataPoints: [
                      {
                        asDouble: 3,
                        attributes: [
                          { key: 'of', value: { stringValue: 'things' } },
                        ],
                      },
                    ],
                  },
                },
                { name: 'level', sum: { dataPoints: [{ asDouble: -2.5 }] } },
                {
                  name: 'gauge',
                  description: 'now',
                  gauge: { dataPoints: [{ asDouble: 7 }] },
                },
                {
                  name: 'histogram',
                  histogram: {
                    aggregationTemporality: 2,
                    dataPoints: [
                      {
                        count: '4',
                        sum: 555.5,
                        min: 0.5,
                        max: 500,
                        explicitBounds: [1, 10],
                        bucketCounts: ['1', '1', '2'],
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('of several collections are one request, but for what newer ones replace', async () => {
    const [first, second, third] = await Promise.all([
      collection(),
      collection(),
      collection(),
    ]);
    second.supersede();
    const records = [first, second, third].map((record) =>
      collectionCodec.decode(collectionCodec.encode(record)),
    );
    const { resourceMetrics } = toJson(
      metricsSignal.compose(records),
      metricsSignal.request,
    );
    expect(resourceMetrics).toHaveLength(2);
    expect(metricsSignal.outdated?.(records)).toBe(1);
  });

  it.each([
    ['http/json', Buffer.from('{"partialSuccess":{"rejectedDataPoints":"3"}}')],
    ['http/protobuf', Buffer.from([0x0a, 0x02, 0x08, 0x03])],
  ] as const)('know what was turned away by %s', (protocol, body) => {
    const partial = metricsSignal.partialSuccess(body, protocol);
    expect(Number(partial?.rejected)).toBe(3);
  });
});
