import { Injectable } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { MetricService, OtelMethodCounter } from 'nestjs-otel';
import { DeliveryModule, DeliveryRegistry } from '../delivery/index.js';
import { OtlpReceiver } from '../otlp/testing/otlp-receiver.js';
import { receivedPoints } from './received-points.spec-rig.js';
import { MetricsModule, type MetricsModuleOptions } from './index.js';

@Injectable()
class Shop {
  @OtelMethodCounter()
  sell(): void {
    this.sold += 1;
  }

  sold = 0;
}

async function start(options: MetricsModuleOptions): Promise<TestingModule> {
  const app = await Test.createTestingModule({
    imports: [DeliveryModule.forRoot({}), MetricsModule.forRoot(options)],
    providers: [Shop],
  }).compile();
  return app.init();
}

describe('MetricsModule', () => {
  let receiver: OtlpReceiver;

  beforeEach(async () => {
    receiver = await OtlpReceiver.start();
  });
  afterEach(() => {
    receiver.close();
  });

  it('sends nothing, and keeps no queue, without a place to send to', async () => {
    const app = await start({});
    app.get(MetricService).getCounter('unheard').add(1);
    expect(app.get(DeliveryRegistry).figures()).toEqual({});
    await app.close();
  });

  it("sends what nestjs-otel's service and decorators count, and the figures of delivery, when the application stops", async () => {
    const app = await start({
      otlp: {
        url: `${receiver.url}/v1/metrics`,
        headers: { 'x-honeycomb-dataset': 'metrics' },
      },
    });
    app.get(MetricService).getCounter('shop.visits').add(2, { door: 'front' });
    app.get(Shop).sell();
    await app.close();

    const [request] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(request?.path).toBe('/v1/metrics');
    expect(request?.headers).toMatchObject({
      'x-honeycomb-dataset': 'metrics',
      'content-type': 'application/x-protobuf',
    });
    const points = receivedPoints(request);
    expect(points('shop.visits')).toMatchObject([
      {
        asDouble: 2,
        attributes: [{ key: 'door', value: { stringValue: 'front' } }],
      },
    ]);
    expect(points('app.Shop.sell.calls.total')).toHaveLength(1);
    const sink = { key: 'sink', value: { stringValue: 'otlp-metrics' } };
    expect(points('telemetry.delivery.accepted')).toMatchObject([
      { attributes: [sink] },
    ]);
    expect(points('telemetry.delivery.dropped')).toContainEqual(
      expect.objectContaining({
        attributes: [
          sink,
          { key: 'reason', value: { stringValue: 'refused' } },
        ],
      }),
    );
  });

  it('sends at its interval, as JSON where that is asked for', async () => {
    const app = await start({
      intervalMs: 20,
      otlp: { url: `${receiver.url}/v1/metrics`, protocol: 'http/json' },
    });
    await vi.waitFor(() => {
      expect(receiver.received.length).toBeGreaterThan(2);
    }, 5000);
    const [request] = receiver.received;
    expect(request?.headers['content-type']).toBe('application/json');
    expect(
      receivedPoints(request)('telemetry.delivery.queued').length,
    ).toBeGreaterThan(0);
    await app.close();
  });

  it('keeps the newest ten collections while the receiver is away', async () => {
    receiver.answer = (response) => {
      response.writeHead(503, { 'retry-after': '0' }).end();
    };
    const app = await start({
      intervalMs: 10,
      otlp: { url: `${receiver.url}/v1/metrics` },
    });
    const figures = () => app.get(DeliveryRegistry).figures()['otlp-metrics'];
    await vi.waitFor(() => {
      expect(figures()?.accepted).toBeGreaterThan(25);
    }, 5000);
    receiver.received.length = 0;
    receiver.answer = (response) => void response.end();
    await app.close();

    const collections = receiver.received.flatMap((request) =>
      receivedPoints(request)('telemetry.delivery.queued'),
    );
    expect(collections.length).toBeLessThanOrEqual(11);
    expect(collections.length).toBeGreaterThan(5);
    expect(receiver.received.length).toBeGreaterThan(0);
  });
});
