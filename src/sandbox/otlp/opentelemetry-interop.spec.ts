import {
  type HrTime,
  SeverityNumber,
  SpanKind,
  SpanStatusCode,
  ValueType,
} from '@opentelemetry/api';
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { z } from 'zod';
import { FREE_PORTS, type Sandbox, startSandbox } from '../index.js';

const resource = resourceFromAttributes({ 'service.name': 'cruddur' });

describe('OTLP endpoint and OpenTelemetry’s own serializers', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });
  afterEach(() => sandbox.close());

  async function post(
    path: string,
    body: Uint8Array | undefined,
    type: string,
  ): Promise<void> {
    if (!body) throw new Error('The serializer gave nothing');
    const answer = await fetch(sandbox.endpoints.otlp + path, {
      method: 'POST',
      headers: { 'content-type': type, 'x-honeycomb-team': 'key' },
      body: new Uint8Array(body),
    });
    expect(answer.status).toBe(200);
    expect(sandbox.store.violations()).toEqual([]);
  }

  const encodings = [
    {
      type: 'application/x-protobuf',
      traces: ProtobufTraceSerializer,
      metric: ProtobufMetricsSerializer,
      log: ProtobufLogsSerializer,
    },
    {
      type: 'application/json',
      traces: JsonTraceSerializer,
      metric: JsonMetricsSerializer,
      log: JsonLogsSerializer,
    },
  ];

  it.each(encodings)('reads its spans in $type', async ({ type, traces }) => {
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({
      resource,
      spanProcessors: [new SimpleSpanProcessor({ exporter })],
    });
    const span = provider.getTracer('tracer', '2.0').startSpan('GET /x', {
      kind: SpanKind.SERVER,
      attributes: {
        'app.now': 'now',
        count: 3,
        ratio: 0.5,
        on: true,
        tags: ['a', 'b'],
      },
    });
    span.addEvent('seen', { n: 1 });
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'bad' });
    span.end();
    await provider.forceFlush();
    await post(
      '/v1/traces',
      traces.serializeRequest(exporter.getFinishedSpans()),
      type,
    );
    const { traceId, spanId } = span.spanContext();
    expect(sandbox.store.trace(traceId)?.otlp.spans[0]).toMatchObject({
      resource: { attributes: { 'service.name': 'cruddur' } },
      scope: { name: 'tracer', version: '2.0' },
      span: {
        traceId,
        spanId,
        name: 'GET /x',
        kind: 2,
        attributes: {
          'app.now': 'now',
          count: 3,
          ratio: 0.5,
          on: true,
          tags: ['a', 'b'],
        },
        events: [{ name: 'seen', attributes: { n: 1 } }],
        status: { code: 2, message: 'bad' },
      },
    });
  });

  it.each(encodings)('reads its metrics in $type', async ({ type, metric }) => {
    const point = {
      startTime: [1_700_000_000, 0] satisfies HrTime,
      endTime: [1_700_000_010, 5] satisfies HrTime,
    };
    const descriptor = {
      description: '',
      unit: 's',
      valueType: ValueType.DOUBLE,
    };
    const histogram = {
      buckets: { boundaries: [10, 20], counts: [0, 1, 0] },
      count: 1,
      sum: 12,
      min: 12,
      max: 12,
    };
    // DataPointType and AggregationTemporality by number: their package is not one of ours.
    const exported = z
      .custom<Parameters<typeof metric.serializeRequest>[0]>()
      .parse({
        resource,
        scopeMetrics: [
          {
            scope: { name: 'meter' },
            metrics: [
              {
                descriptor: { ...descriptor, name: 'requests' },
                aggregationTemporality: 1,
                dataPointType: 3,
                isMonotonic: true,
                dataPoints: [
                  { ...point, attributes: { route: '/x' }, value: 3 },
                ],
              },
              {
                descriptor: { ...descriptor, name: 'duration' },
                aggregationTemporality: 0,
                dataPointType: 0,
                dataPoints: [{ ...point, attributes: {}, value: histogram }],
              },
              {
                descriptor: { ...descriptor, name: 'load' },
                aggregationTemporality: 1,
                dataPointType: 2,
                dataPoints: [{ ...point, attributes: {}, value: -0.25 }],
              },
            ],
          },
        ],
      });
    await post('/v1/metrics', metric.serializeRequest(exported), type);
    const byName = new Map(
      sandbox.store
        .metrics()
        .map((record) => [record.metric.name, record.metric]),
    );
    expect(byName.get('requests')).toMatchObject({
      type: 'sum',
      isMonotonic: true,
      aggregationTemporality: 2,
      dataPoints: [
        {
          attributes: { route: '/x' },
          asDouble: 3,
          timeUnixNano: '1700000010000000005',
        },
      ],
    });
    expect(byName.get('duration')).toMatchObject({
      type: 'histogram',
      aggregationTemporality: 1,
      dataPoints: [
        {
          count: '1',
          sum: 12,
          min: 12,
          max: 12,
          bucketCounts: ['0', '1', '0'],
          explicitBounds: [10, 20],
        },
      ],
    });
    expect(byName.get('load')?.dataPoints[0]).toMatchObject({
      asDouble: -0.25,
    });
  });

  it.each(encodings)(
    'reads its log records in $type',
    async ({ type, log }) => {
      const traceId = '5b8efff798038103d269b633813fc60c';
      const spanId = 'eee19b7ec3c1b174';
      const body = log.serializeRequest([
        {
          hrTime: [1_700_000_000, 7],
          hrTimeObserved: [1_700_000_001, 0],
          spanContext: { traceId, spanId, traceFlags: 1 },
          severityNumber: SeverityNumber.ERROR,
          severityText: 'ERROR',
          body: { text: 'broken', codes: [1, 2] },
          resource,
          instrumentationScope: { name: 'logger' },
          attributes: { user: 'andrewbrown' },
          droppedAttributesCount: 0,
        },
      ]);
      await post('/v1/logs', body, type);
      expect(sandbox.store.trace(traceId)?.otlp.logs[0]?.log).toMatchObject({
        traceId,
        spanId,
        timeUnixNano: '1700000000000000007',
        severityNumber: SeverityNumber.ERROR,
        severityText: 'ERROR',
        body: { text: 'broken', codes: [1, 2] },
        attributes: { user: 'andrewbrown' },
      });
    },
  );
});
