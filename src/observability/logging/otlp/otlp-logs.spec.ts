import { PassThrough } from 'node:stream';
import { context, logs, SeverityNumber, trace } from '@opentelemetry/api';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DeliveryModule, DeliveryRegistry } from '../../delivery/index.js';
import { RequestModule } from '../../request/index.js';
import { startTestTracing } from '../../request/testing/start-test-tracing.js';
import { logCodec, LogInDelivery, logsSignal } from '../../otlp/index.js';
import { decodeRequest } from '../../otlp/testing/decode-request.js';
import { OtlpReceiver } from '../../otlp/testing/otlp-receiver.js';
import { AppLogger, LoggingModule } from '../index.js';
import { otlpLogRecord } from './otlp-log-record.js';

const LOGS = 'ExportLogsServiceRequest';

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

describe('logs by OTLP', () => {
  let receiver: OtlpReceiver;
  let app: TestingModule;
  let logger: AppLogger;

  const flush = (): Promise<unknown> => app.get(DeliveryRegistry).flush(5000);
  const received = (): unknown =>
    receiver.received.map(({ body }) => decodeRequest(body, LOGS));

  beforeAll(async () => {
    startTestTracing();
    receiver = await OtlpReceiver.start();
    app = await Test.createTestingModule({
      imports: [
        DeliveryModule.forRoot({}),
        RequestModule,
        LoggingModule.forRoot({
          level: 'verbose',
          format: 'json',
          destination: new PassThrough().resume(),
          service: { name: 'spec', version: '1', environment: 'test' },
          otlp: {
            url: `${receiver.url}/v1/logs`,
            headers: { 'x-honeycomb-team': 'key' },
            maxBatchAgeMs: 10,
          },
        }),
      ],
    }).compile();
    await app.init();
    logger = app.get(AppLogger);
  });
  beforeEach(() => {
    receiver.received.length = 0;
  });
  afterAll(async () => {
    await app.close();
    receiver.close();
    Logger.overrideLogger(false);
  });

  it('carry message, severity, fields, error and the trace they were logged in', async () => {
    const span = trace.getTracer('spec').startSpan('work');
    const { traceId, spanId } = span.spanContext();
    context.with(trace.setSpan(context.active(), span), () => {
      logger.error('it failed', new TypeError('no'), { count: 3 }, 'Spec');
    });
    span.end();
    await flush();

    const [request] = receiver.received;
    expect(request?.path).toBe('/v1/logs');
    expect(request?.headers['x-honeycomb-team']).toBe('key');
    expect(received()).toMatchObject([
      {
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    severityNumber: SeverityNumber.ERROR,
                    severityText: 'error',
                    body: { stringValue: 'it failed' },
                    traceId: base64(traceId),
                    spanId: base64(spanId),
                    flags: 1,
                    attributes: expect.arrayContaining([
                      { key: 'count', value: { intValue: '3' } },
                      { key: 'log.context', value: { stringValue: 'Spec' } },
                      {
                        key: 'exception.type',
                        value: { stringValue: 'TypeError' },
                      },
                      {
                        key: 'exception.message',
                        value: { stringValue: 'no' },
                      },
                    ]) as unknown,
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
  });

  it("take what is logged by OpenTelemetry's own API along, without secrets", async () => {
    logs.getLogger('library', '2').emit({
      severityNumber: SeverityNumber.WARN,
      body: 'Authorization: Bearer abcdefghijklmnop',
      attributes: { password: 'hunter2', size: 4 },
    });
    await flush();

    const text = JSON.stringify(received());
    expect(text).toContain('"name":"library"');
    expect(text).toContain('"intValue":"4"');
    expect(text).not.toContain('abcdefghijklmnop');
    expect(text).not.toContain('hunter2');
  });

  it('name the route and the user as OpenTelemetry does', () => {
    const { attributes } = otlpLogRecord({
      timestamp: 0,
      level: 'info',
      message: 'm',
      context: undefined,
      identity: undefined,
      route: '/users/:id',
      userId: 'worf',
      fields: { 'http.route': 'a field’s', kept: 1 },
      error: undefined,
    });
    expect(attributes).toEqual({
      'http.route': '/users/:id',
      'user.id': 'worf',
      kept: 1,
    });
  });

  it('come back from disk as they were, and count what was turned away', () => {
    const record = LogInDelivery.of(
      otlpLogRecord({
        timestamp: 1_732_570_000_123,
        level: 'fatal',
        message: 'x'.repeat(100_000),
        context: undefined,
        identity: undefined,
        fields: {},
        error: undefined,
      }),
    );
    const back = logCodec.decode(logCodec.encode(record));
    expect(logsSignal.compose([back])).toEqual(logsSignal.compose([record]));
    expect(decodeRequest(logsSignal.compose([back]), LOGS)).toMatchObject({
      resourceLogs: [
        {
          scopeLogs: [
            {
              logRecords: [
                {
                  timeUnixNano: '1732570000123000000',
                  body: {
                    stringValue: expect.stringMatching(
                      /^x+…\[cut, 100000 bytes\]$/,
                    ) as unknown,
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    const answer = Buffer.from('{"partialSuccess":{"rejectedLogRecords":2}}');
    expect(logsSignal.partialSuccess(answer, 'http/json')).toMatchObject({
      rejected: 2,
    });
  });
});
