import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Readiness } from '../health/index.js';
import { DeliveryRegistry, RequestObserver } from '../observability/index.js';
import { stopApp } from './stop-app.js';

describe('the stop of an application', () => {
  it('accounts for telemetry though the server fails to close', async () => {
    const lines: string[] = [];
    const deliveries = new DeliveryRegistry({}, (line) => lines.push(line));
    const queue = deliveries.open<string>({
      name: 'test',
      sizeOf: ({ length }) => length,
      priorityOf: () => 1,
      codec: {
        encode: (record) => Buffer.from(record),
        decode: (bytes) => Buffer.from(bytes).toString(),
      },
      transport: {
        send: ([record]) =>
          Promise.resolve(
            record === 'arrives'
              ? { outcome: 'delivered' }
              : { outcome: 'retry', reason: 'away' },
          ),
      },
      maxBatchRecords: 1,
      maxBatchAgeMs: 60_000,
    });
    const module = await Test.createTestingModule({
      providers: [
        { provide: DeliveryRegistry, useValue: deliveries },
        { provide: Readiness, useValue: { drain: () => undefined } },
        {
          provide: RequestObserver,
          useValue: { open: 0, openResponses: () => [] },
        },
      ],
    }).compile();
    const adapter = new FastifyAdapter();
    adapter
      .getInstance()
      .addHook('onClose', () => Promise.reject(new Error('can not close')));
    const app = module.createNestApplication(adapter, { logger: false });
    await app.init();
    queue.enqueue('arrives');
    queue.enqueue('stays');

    await expect(stopApp(app, { timeoutMs: 1000, delayMs: 0 })).rejects.toThrow(
      'can not close',
    );

    expect(queue.figures()).toMatchObject({
      delivered: 1,
      dropped: { shutdown: 1 },
    });
    expect(lines).toEqual(['telemetry: stopped; test 1 lost (shutdown)\n']);
  });
});
