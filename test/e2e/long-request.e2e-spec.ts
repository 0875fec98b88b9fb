import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { startTestApp, type TestApp } from '../support/start-app.js';
import { arrivedTrace } from '../support/telemetry.js';

describe('a request that goes on for long', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({
      OTEL_RESOURCE_ATTRIBUTES:
        'cloud.provider=aws,cloud.platform=aws_ec2,host.id=i-0abc',
    });
  });

  afterAll(async () => {
    await app.close();
  });

  it('is announced to X-Ray, and replaced when it has ended', async () => {
    const { query } = app.sandbox.endpoints;
    const traceId = randomUUID().replaceAll('-', '');
    const body = JSON.stringify({ message: 'slow', ttl: '1-hour' });
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.write(
      [
        'POST /api/activities HTTP/1.1',
        'host: localhost',
        `traceparent: 00-${traceId}-00f067aa0ba902b7-01`,
        'content-type: application/json',
        `content-length: ${String(body.length)}`,
        'connection: close',
        '',
        body.slice(0, 5),
      ].join('\r\n'),
    );
    const open = await arrivedTrace(query, traceId, { xray: 1 });
    expect(open.xray.segments[0]?.document).toMatchObject({
      in_progress: true,
      origin: 'AWS::EC2::Instance',
      http: { request: { method: 'POST' } },
      aws: {
        ec2: { instance_id: 'i-0abc' },
        cloudwatch_logs: [{ log_group: 'cruddur' }],
      },
    });
    socket.write(body.slice(5));
    socket.resume();
    await once(socket, 'close');

    const ended = await arrivedTrace(query, traceId, {
      otlp: 1,
      xray: 2,
      cloudwatch: 1,
    });
    const whole = ended.xray.segments.at(-1)?.document;
    expect(whole).toMatchObject({
      id: open.xray.segments[0]?.document['id'],
      http: { response: { status: 200 } },
    });
    expect(whole).not.toHaveProperty('in_progress');
    expect(ended.violations).toEqual([]);
  });
});
