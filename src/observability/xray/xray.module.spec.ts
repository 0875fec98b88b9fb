import { Injectable } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { SpanKind, trace } from '@opentelemetry/api';
import { DeliveryModule, DeliveryRegistry } from '../delivery/index.js';
import { RequestModule } from '../request/index.js';
import { XRayModule, type XRayModuleOptions, XRayRecorder } from './index.js';
import { startTestTracing } from './testing/test-tracing.js';
import { UdpDaemon, until } from './testing/udp-daemon.js';

beforeAll(() => {
  startTestTracing();
});

@Injectable()
class Feature {
  constructor(readonly recorder: XRayRecorder) {}
}

async function start(
  options: XRayModuleOptions,
  isAsync = false,
): Promise<{
  feature: Feature;
  deliveries: DeliveryRegistry;
  close: () => Promise<void>;
}> {
  const module = await Test.createTestingModule({
    imports: [
      RequestModule,
      DeliveryModule.forRoot({}),
      isAsync
        ? XRayModule.forRootAsync({ useFactory: () => options })
        : XRayModule.forRoot(options),
    ],
    providers: [
      {
        provide: Feature,
        useFactory: (recorder: XRayRecorder) => new Feature(recorder),
        inject: [XRayRecorder],
      },
    ],
  }).compile();
  await module.init();
  return {
    feature: module.get(Feature),
    deliveries: module.get(DeliveryRegistry),
    close: () => module.close(),
  };
}

describe('XRayModule', () => {
  it.each([false, true])(
    'delivers what is recorded, and flushes when the application stops (async: %s)',
    async (isAsync) => {
      const daemon = await UdpDaemon.listen();
      const { feature, close } = await start(
        {
          serviceName: 'cruddur',
          serviceVersion: '1',
          daemon: { host: '127.0.0.1', port: daemon.port },
        },
        isAsync,
      );

      feature.recorder.capture('background', () => 1);
      await close();
      await until(() => daemon.documents.length === 1);

      expect(daemon.documents).toMatchObject([
        {
          name: 'cruddur',
          service: { version: '1' },
          metadata: { otel: { name: 'background' } },
        },
      ]);
      expect(daemon.problems).toEqual([]);
      trace
        .getTracer('spec')
        .startSpan('after', { kind: SpanKind.SERVER })
        .end();
      await daemon.close();
    },
  );

  it('without a daemon records nothing and lets everything run', async () => {
    const { feature, deliveries, close } = await start({
      serviceName: 'cruddur',
    });

    expect(
      feature.recorder.capture('work', (subsegment) => {
        subsegment.annotate('a', 1);
        return 5;
      }),
    ).toBe(5);
    expect(deliveries.figures()).toEqual({});
    await close();
  });
});
