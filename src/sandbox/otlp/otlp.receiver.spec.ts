import { gzipSync } from 'node:zlib';
import {
  jsonRequest,
  jsonSpan,
  SPAN_ID,
  START,
  TRACE_ID,
  useOtlpSandbox,
  type Json,
} from './otlp-sandbox.spec-fixture.js';
import {
  protobufRequest,
  protobufSpan,
} from './protobuf-by-hand.spec-fixture.js';

describe('OTLP endpoint', () => {
  const given = useOtlpSandbox();
  const { post, rules } = given;

  it('takes protobuf written by hand and reads every kind of value', async () => {
    const answer = await post('/v1/traces', protobufRequest(protobufSpan()));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
    expect((await answer.arrayBuffer()).byteLength).toBe(0);
    const [record] = given.sandbox.store.spans();
    expect(record?.resource.attributes).toEqual({ 'service.name': 'cruddur' });
    expect(record?.scope).toEqual({
      name: 'hand',
      version: '1.0',
      attributes: {},
    });
    expect(record?.span).toMatchObject({
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      name: 'GET /home',
      kind: 2,
      startTimeUnixNano: String(START),
      endTimeUnixNano: String(START + 1_500_000n),
      attributes: {
        'app.result_length': 5,
        flag: false,
        list: ['a'],
        minus: -7,
      },
      status: { code: 2, message: 'broken' },
    });
    expect(record?.span).not.toHaveProperty('parentSpanId');
    expect(rules()).toEqual([]);
  });

  it('takes gzip and counts the bytes that crossed the wire', async () => {
    const body = gzipSync(protobufRequest(protobufSpan()));
    const answer = await post('/v1/traces', body, {
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(200);
    expect(given.sandbox.store.counts().otlp).toMatchObject({
      requests: 1,
      records: 1,
      bytes: body.length,
    });
  });

  it('takes JSON with hex ids and integers as text or number, and sums up the request', async () => {
    const answer = await post('/v1/traces', jsonRequest(jsonSpan()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({});
    expect(given.sandbox.store.requests()).toEqual([
      {
        traceId: TRACE_ID,
        spanId: SPAN_ID,
        time: '2023-11-14T22:13:20.000Z',
        method: 'GET',
        route: '/home',
        status: 200,
        durationMs: expect.closeTo(2, 1),
        service: 'cruddur',
        name: 'GET /home',
        source: 'otlp',
        path: null,
        user: null,
        error: false,
        violations: 0,
        records: 1,
        vendors: { otlp: true, xray: false, cloudwatch: false, rollbar: false },
      },
    ]);
  });

  it('accepts a request without telemetry', async () => {
    expect((await post('/v1/traces', {})).status).toBe(200);
    expect((await post('/v1/logs', Buffer.alloc(0))).status).toBe(200);
    expect(rules()).toEqual([]);
  });

  it('keeps log records under their trace and metrics by name', async () => {
    const resource = {
      attributes: [{ key: 'service.name', value: { stringValue: 'cruddur' } }],
    };
    const logs = {
      resourceLogs: [
        {
          resource,
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: '1',
                  severityNumber: 9,
                  body: { stringValue: 'hello' },
                  traceId: TRACE_ID.toUpperCase(),
                  spanId: SPAN_ID,
                },
              ],
            },
          ],
        },
      ],
    };
    expect((await post('/v1/logs', logs)).status).toBe(200);
    expect(
      given.sandbox.store.trace(TRACE_ID)?.otlp.logs[0]?.log,
    ).toMatchObject({
      body: 'hello',
      severityNumber: 9,
      traceId: TRACE_ID,
    });
    const metrics = (value: number): Json => ({
      resourceMetrics: [
        {
          resource,
          scopeMetrics: [
            {
              metrics: [
                {
                  name: 'crud.created',
                  sum: {
                    aggregationTemporality: 2,
                    isMonotonic: true,
                    dataPoints: [
                      {
                        timeUnixNano: '2',
                        startTimeUnixNano: '1',
                        asInt: value,
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
    await post('/v1/metrics', metrics(1));
    await post('/v1/metrics', metrics(2));
    expect(given.sandbox.store.metrics()).toHaveLength(1);
    expect(given.sandbox.store.metrics()[0]?.metric).toMatchObject({
      name: 'crud.created',
      type: 'sum',
      isMonotonic: true,
      dataPoints: [{ asInt: 2 }],
    });
    expect(given.sandbox.store.counts().otlp).toMatchObject({
      records: 3,
      evicted: 0,
    });
    expect(rules()).toEqual([]);
  });
});
