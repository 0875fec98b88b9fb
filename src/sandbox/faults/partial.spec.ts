import { encodeMessage, decodeMessage } from '../otlp/index.js';
import { START } from '../otlp/otlp-sandbox.spec-fixture.js';
import {
  cloudWatchCall,
  otlpExport,
  useFaultyVendors,
} from './faulty-vendors.spec-fixture.js';

const DAY_MS = 86_400_000;
const point = (value: number): object => ({
  asInt: String(value),
  startTimeUnixNano: String(START),
  timeUnixNano: String(START + 1n),
});
const resource = {
  attributes: [{ key: 'service.name', value: { stringValue: 'cruddur' } }],
};
const metricsOf = (counts: readonly number[]): Record<string, unknown> => ({
  resourceMetrics: [
    {
      resource,
      scopeMetrics: [
        {
          metrics: counts.map((count, index) => ({
            name: `metric-${index}`,
            gauge: {
              dataPoints: Array.from({ length: count }, (_, n) => point(n)),
            },
          })),
        },
      ],
    },
  ],
});

describe('partial success', () => {
  const t = useFaultyVendors();
  const everyThird = { type: 'partial', everyNth: 3 } as const;

  it('names the spans rejected and keeps the others, across requests', async () => {
    const { otlp } = t.clients;
    await t.sandbox.faults.set('otlp', everyThird);
    const answer = await otlp.send(5);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      partialSuccess: {
        rejectedSpans: '1',
        errorMessage: '1 spans could not be stored.',
      },
    });
    expect(await (await otlp.send(1)).json()).toMatchObject({
      partialSuccess: { rejectedSpans: '1' },
    });
    expect(await (await otlp.send(2)).json()).toEqual({});
    expect(otlp.kept()).toBe(6);
    expect(t.sandbox.store.counts().otlp).toMatchObject({
      requests: 3,
      refused: 2,
      violations: 0,
    });
    expect(t.sandbox.faults.read().otlp).toMatchObject({
      hits: 2,
      rejected: 2,
    });
  });

  it('names the log records rejected', async () => {
    await t.sandbox.faults.set('otlp', everyThird);
    const record = { timeUnixNano: String(START), body: { stringValue: 'l' } };
    const answer = await otlpExport(t.sandbox, '/v1/logs', {
      resourceLogs: [
        {
          resource,
          scopeLogs: [
            { logRecords: [record, record, record, record] },
            { logRecords: [record, record] },
          ],
        },
      ],
    });
    expect(await answer.json()).toMatchObject({
      partialSuccess: { rejectedLogRecords: '2' },
    });
    expect(t.sandbox.store.logRecords()).toHaveLength(4);
  });

  it('names the data points rejected, and drops a metric that has none left', async () => {
    await t.sandbox.faults.set('otlp', everyThird);
    const answer = await otlpExport(
      t.sandbox,
      '/v1/metrics',
      metricsOf([2, 1, 3]),
    );
    expect(await answer.json()).toMatchObject({
      partialSuccess: { rejectedDataPoints: '2' },
    });
    expect(
      t.sandbox.store
        .metrics()
        .map(({ metric }) => [metric.name, metric.dataPoints.length]),
    ).toEqual([
      ['metric-0', 2],
      ['metric-2', 2],
    ]);
  });

  it('answers protobuf in protobuf', async () => {
    await t.sandbox.faults.set('otlp', everyThird);
    const answer = await fetch(`${t.sandbox.endpoints.otlp}/v1/metrics`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-protobuf',
        'x-honeycomb-team': 'key',
      },
      body: Buffer.from(
        encodeMessage(
          'protobuf',
          'ExportMetricsServiceRequest',
          metricsOf([4]),
        ),
      ),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    expect(
      decodeMessage('protobuf', 'ExportMetricsServiceResponse', body),
    ).toMatchObject({ partialSuccess: { rejectedDataPoints: '1' } });
    expect(t.sandbox.store.metrics()[0]?.metric.dataPoints).toHaveLength(3);
  });

  it('leaves what cannot be read to the receiver', async () => {
    await t.sandbox.faults.set('otlp', { type: 'partial', everyNth: 1 });
    const answer = await otlpExport(t.sandbox, '/v1/traces', {
      resourceSpans: 'none',
    });
    expect(answer.status).toBe(400);
    expect((await otlpExport(t.sandbox, '/v1/none', {})).status).toBe(404);
    expect(t.sandbox.faults.read().otlp).toMatchObject({ hits: 0 });
  });

  it('names the segments that X-Ray left unprocessed', async () => {
    await t.sandbox.faults.set('xray', everyThird);
    const answer = await t.clients.xray.send(7);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      UnprocessedTraceSegments: Array.from({ length: 2 }, () => ({
        Id: expect.stringMatching(/^[0-9a-f]{16}$/),
        ErrorCode: 'InternalFailure',
        Message: expect.any(String),
      })),
    });
    expect(t.clients.xray.kept()).toBe(5);
  });

  it('names the beginning and the end of the log events that were rejected', async () => {
    await t.sandbox.faults.set('cloudwatch', everyThird);
    const answer = await t.clients.cloudwatch.send(10);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      rejectedLogEventsInfo: {
        tooOldLogEventEndIndex: 2,
        tooNewLogEventStartIndex: 9,
      },
    });
    expect(t.clients.cloudwatch.kept()).toBe(7);
  });

  it('widens the ranges that CloudWatch Logs rejects by itself', async () => {
    await t.sandbox.faults.set('cloudwatch', { type: 'partial', everyNth: 2 });
    const now = Date.now();
    const ages = [20, 20, 0, 0, 0, -1].map((days) => now - days * DAY_MS);
    const answer = await cloudWatchCall(t.sandbox, 'PutLogEvents', {
      logGroupName: 'cruddur',
      logStreamName: 'host-1',
      logEvents: ages.map((timestamp) => ({ timestamp, message: 'line' })),
    });
    // Two picked at the beginning, one at the end.
    expect(await answer.json()).toMatchObject({
      rejectedLogEventsInfo: {
        tooOldLogEventEndIndex: 2,
        tooNewLogEventStartIndex: 5,
      },
    });
    expect(t.clients.cloudwatch.kept()).toBe(3);
  });

  it('can reject all log events of a batch', async () => {
    await t.sandbox.faults.set('cloudwatch', { type: 'partial', everyNth: 1 });
    const answer = await t.clients.cloudwatch.send(4);
    expect(await answer.json()).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 4 },
    });
    expect(t.clients.cloudwatch.kept()).toBe(0);
  });

  it('refuses every third occurrence, for a call of Rollbar carries one', async () => {
    await t.sandbox.faults.set('rollbar', everyThird);
    const statuses: number[] = [];
    for (let sent = 0; sent < 6; sent += 1) {
      statuses.push((await t.clients.rollbar.send()).status);
    }
    expect(statuses).toEqual([200, 200, 422, 200, 200, 422]);
    expect(t.clients.rollbar.kept()).toBe(4);
  });
});
