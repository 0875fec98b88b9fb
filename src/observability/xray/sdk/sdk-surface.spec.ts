import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { SpanStatusCode } from '@opentelemetry/api';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { recordsOf, startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

function failing(): unknown {
  return AWSXRay.captureFunc('failing', () => {
    throw new TypeError('broken');
  });
}

/** What the SDK's own captures replace. */
function patchable(): unknown[] {
  return [
    Reflect.get(http, 'request'),
    Reflect.get(http, 'get'),
    Reflect.get(Promise.prototype, 'then'),
  ];
}

describe('the recording API of the SDK', () => {
  beforeAll(() => {
    startTestTracing();
  });

  it('setSegment makes a segment the current one, until the request ends', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(async () => {
        const subsegment = AWSXRay.getSegment()?.addNewSubsegment('chosen');
        if (subsegment !== undefined) {
          AWSXRay.setSegment(subsegment);
        }
        await wait(1);
        AWSXRay.getSegment()?.addAnnotation('on', 'chosen');
        AWSXRay.captureFunc('inside', () => 1);
        subsegment?.close();
      }),
    );
    expect(segment?.subsegments).toMatchObject([
      {
        name: 'chosen',
        annotations: { on: 'chosen' },
        subsegments: [{ name: 'inside' }],
      },
    ]);
    expect(AWSXRay.getSegment()).toBeUndefined();
  });

  it('captureCallbackFunc runs a callback in a subsegment of its own', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(
        () =>
          new Promise<void>((resolve) => {
            const callback = AWSXRay.captureCallbackFunc(
              'callback',
              (value: unknown) => {
                AWSXRay.getSegment()?.addAnnotation('value', String(value));
                resolve();
              },
            );
            setTimeout(callback, 1, 7);
          }),
      ),
    );
    expect(segment?.subsegments).toMatchObject([
      { name: 'callback', annotations: { value: '7' } },
    ]);
  });

  it.each([
    ['an Error', new Error('broken')],
    ['null', null],
    ['a text', 'broken'],
  ])(
    'captureFunc passes on what is thrown, untouched: %s',
    async (_name, thrown) => {
      const caught: unknown[] = [];
      const [record] = await recordsOf(() =>
        inRequest(() => {
          try {
            AWSXRay.captureFunc('failing', () => {
              throw thrown;
            });
          } catch (error) {
            caught.push(error);
          }
        }),
      );
      expect(caught).toEqual([thrown]);
      expect(record?.spans[0]?.name).toBe('failing');
    },
  );

  it('records an error that captured work threw', async () => {
    const [record] = await recordsOf(() =>
      inRequest(() => {
        expect(failing).toThrow('broken');
      }),
    );
    expect(record?.spans[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'TypeError' },
    });
  });

  it('a segment of one’s own is a trace of its own, ended by close', async () => {
    const documents = await documentsOf(async () => {
      const segment = new AWSXRay.Segment('worker');
      AWSXRay.getNamespace().run(() => {
        AWSXRay.setSegment(segment);
        AWSXRay.captureFunc('step', (step) => step?.addMetadata('n', 1));
      });
      await wait(1);
      segment.close();
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]?.subsegments).toMatchObject([
      { name: 'step', metadata: { default: { n: 1 } } },
    ]);
  });

  it('records in a trace that is not sampled too, as it may be kept', async () => {
    await inRequest(() => {
      expect(AWSXRay.getSegment()?.notTraced).toBe(false);
    });
  });

  it('takes a closed, an unclosed and a circular subsegment, and 1,000 of them', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const documents = await documentsOf(() =>
      inRequest(() => {
        const segment = AWSXRay.getSegment();
        segment?.addNewSubsegment('never closed').addMetadata('c', circular);
        for (let index = 0; index < 1000; index += 1) {
          segment?.addNewSubsegment(`number ${String(index)}`).close();
        }
      }),
    );
    const names = JSON.stringify(documents);
    expect(names).toContain('"number 0"');
    expect(names).toContain('"number 999"');
    expect(documents.some(({ name }) => name === 'cruddur')).toBe(true);
  });

  it('patches nothing, whatever is captured', () => {
    const before = patchable();
    AWSXRay.captureHTTPsGlobal(http);
    expect(AWSXRay.captureHTTPs(http)).toBe(http);
    AWSXRay.capturePromise();
    expect(patchable()).toEqual(before);
  });

  it('asks no metadata service, starts no poller and believes no host', async () => {
    const before = process.getActiveResourcesInfo().length;
    AWSXRay.config([AWSXRay.plugins.EC2Plugin, AWSXRay.plugins.ECSPlugin]);
    AWSXRay.middleware.enableDynamicNaming();
    AWSXRay.middleware.setSamplingRules({
      version: 2,
      default: { fixed_target: 1, rate: 0.1 },
    });
    AWSXRay.middleware.disableCentralizedSampling();
    AWSXRay.setStreamingThreshold(0);
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before);
    const [segment] = await documentsOf(() => inRequest(() => 1));
    expect(segment?.name).toBe('cruddur');
    expect(segment?.['origin']).toBeUndefined();
  });
});
