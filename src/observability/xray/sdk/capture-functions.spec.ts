import { setTimeout as wait } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';
import { documentsOf, inRequest } from '../testing/in-request.js';
import type { ReadDocument } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

beforeAll(() => {
  startTestTracing();
});

/** The subsegments of a request in which `work` runs. */
async function subsegmentsOf(
  work: () => unknown,
): Promise<readonly ReadDocument[]> {
  const [segment] = await documentsOf(() => inRequest(work));
  return segment?.subsegments ?? [];
}

/** Whether the first document ended before the second began. */
function isBefore(
  first: ReadDocument | undefined,
  second: ReadDocument | undefined,
): boolean {
  return Number(first?.['end_time']) <= Number(second?.['start_time']);
}

/** Leaves a mark in the trace when it is called. */
function mark(): void {
  trace.getTracer('spec').startSpan('mark').end();
}

/** Starts to work when it is awaited, as a query builder does. */
class LazyQuery {
  starts = 0;
  then?: unknown;

  constructor(private readonly settle: () => Promise<unknown>) {
    this.then = async (
      resolve: (value: unknown) => void,
      reject: (error: unknown) => void,
    ) => {
      this.starts += 1;
      try {
        resolve(await this.settle());
      } catch (error) {
        reject(error);
      }
    };
  }

  where(): this {
    return this;
  }
}

describe.each(['captureFunc', 'captureAsyncFunc'] as const)('%s', (capture) => {
  it('lasts until the promise settles that the work returned', async () => {
    const [subsegment, after] = await subsegmentsOf(async () => {
      const value = await AWSXRay[capture]('slow', async () => {
        await wait(2);
        mark();
        return 7;
      });
      expect(value).toBe(7);
      mark();
    });
    const [inside] = subsegment?.subsegments ?? [];
    expect(subsegment?.name).toBe('slow');
    expect(inside?.name).toBe('mark');
    expect(isBefore(subsegment, inside)).toBe(false);
    expect(isBefore(subsegment, after)).toBe(true);
  });

  it('ends where close() says so, before the promise', async () => {
    const [subsegment] = await subsegmentsOf(() =>
      AWSXRay[capture]('closed', async (own) => {
        own?.close();
        own?.addAnnotation('late', true);
        await wait(2);
        mark();
      }),
    );
    expect(isBefore(subsegment, subsegment?.subsegments?.[0])).toBe(true);
    expect(subsegment?.annotations).toBeUndefined();
  });

  it('follows a thenable of one’s own, and does not start it', async () => {
    const query = new LazyQuery(async () => {
      await wait(2);
      return 'rows';
    });
    const [subsegment] = await subsegmentsOf(async () => {
      const builder = AWSXRay[capture]('query', () => query);
      expect(query.starts).toBe(0);
      await expect(builder.where()).resolves.toBe('rows');
    });
    expect(query.starts).toBe(1);
    expect(subsegment?.name).toBe('query');
  });

  it('gives a promise with methods of its own back as it is', async () => {
    const promise = Object.assign(wait(5), { cancel: () => 'cancelled' });
    const subsegments = await subsegmentsOf(async () => {
      const result = AWSXRay[capture]('own methods', () => promise);
      expect(result).toBe(promise);
      await result;
    });
    expect(subsegments).toHaveLength(1);
  });

  it.each([
    ['an Error', new RangeError('broken'), 'RangeError'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a text', 'broken', 'string'],
    ['an object', { message: 'broken' }, 'object'],
  ])(
    'records and passes on what is thrown or rejected, untouched: %s',
    async (_, thrown: unknown, type) => {
      const caught: unknown[] = [];
      const subsegments = await subsegmentsOf(async () => {
        const failures: (() => unknown)[] = [
          () => {
            throw thrown;
          },
          () => Promise.reject(thrown),
          () => new LazyQuery(() => Promise.reject(thrown)),
        ];
        for (const fail of failures) {
          try {
            await AWSXRay[capture]('fails', fail);
          } catch (error) {
            caught.push(error);
          }
        }
      });
      expect(caught).toEqual([thrown, thrown, thrown]);
      expect(subsegments).toHaveLength(3);
      for (const subsegment of subsegments) {
        expect(subsegment).toMatchObject({ name: 'fails', fault: true });
      }
      expect(JSON.stringify(subsegments[0]?.['cause'])).toContain(type);
    },
  );

  it('runs work under a name that is none, and outside a request', async () => {
    const [subsegment] = await subsegmentsOf(() =>
      AWSXRay[capture]('', () => 1),
    );
    expect(subsegment?.name).toBe('unknown');
    expect(
      AWSXRay[capture]('unrecorded', (own) => [own, trace.getActiveSpan()]),
    ).toEqual([undefined, undefined]);
  });
});

describe('captureCallbackFunc', () => {
  it('belongs to the request that captured it, whoever calls it', async () => {
    const waiting: (() => void)[] = [];
    const flows = Array.from({ length: 20 }, (_, flow) => flow);
    const documents = await documentsOf(async () => {
      const requests = flows.map((flow) =>
        inRequest(
          () =>
            new Promise<void>((resolve) => {
              AWSXRay.getSegment()?.addAnnotation('flow', flow);
              AWSXRay.getNamespace().set('flow', flow);
              const callback = AWSXRay.captureCallbackFunc('callback', () => {
                AWSXRay.getSegment()?.addAnnotation('flow', flow);
                expect(AWSXRay.getNamespace().get('flow')).toBe(flow);
                resolve();
              });
              waiting.push(callback);
            }),
        ),
      );
      await inRequest(() => {
        for (const callback of waiting) {
          callback();
        }
      });
      await Promise.all(requests);
    });
    const captured = documents.filter(({ annotations }) => annotations);
    expect(captured).toHaveLength(flows.length);
    for (const { annotations, subsegments } of captured) {
      expect(subsegments).toMatchObject([{ name: 'callback', annotations }]);
    }
  });

  it('keeps `this`, the arguments and the result; the subsegment comes last', async () => {
    const owner = { name: 'owner' };
    const subsegments = await subsegmentsOf(() => {
      const callback = AWSXRay.captureCallbackFunc(
        'callback',
        function (this: unknown, ...args: unknown[]): unknown {
          const [first, second, subsegment] = args;
          expect(subsegment).toBe(AWSXRay.getSegment());
          return [this, first, second];
        },
      );
      expect(Reflect.apply(callback, owner, [1, 2])).toEqual([owner, 1, 2]);
      expect(Reflect.apply(callback, owner, [3, 4])).toEqual([owner, 3, 4]);
    });
    expect(subsegments.map(({ name }) => name)).toEqual([
      'callback',
      'callback',
    ]);
  });

  it('gives the callback back outside a request', () => {
    expect(AWSXRay.captureCallbackFunc('none', mark)).toBe(mark);
  });
});
