import { encode } from '../testing/encode.js';
import { inRequest } from '../testing/in-request.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

beforeAll(() => {
  startTestTracing();
});

/** What loses or breaks a trace with the SDK alone. `encode` throws where a document is illegal or too large to be sent. */
describe('where the SDK loses data', () => {
  it('1,000 closed subsegments arrive, each once', async () => {
    const documents = await encode(() =>
      inRequest(() => {
        const segment = AWSXRay.getSegment();
        for (let index = 0; index < 1000; index += 1) {
          const subsegment = segment?.addNewSubsegment(String(index));
          subsegment?.addMetadata('text', 'x'.repeat(100));
          subsegment?.close();
        }
      }),
    );
    const names = documents.flatMap(withNested).map(({ name }) => name);
    expect(documents.length).toBeGreaterThan(1);
    expect(names.filter((name) => name !== 'cruddur').toSorted()).toEqual(
      Array.from({ length: 1000 }, (_, index) => String(index)).toSorted(),
    );
  });

  it('a subsegment that is never closed costs only itself', async () => {
    const documents = await encode(() =>
      inRequest(() => {
        const open = AWSXRay.getSegment()?.addNewSubsegment('never closed');
        open?.addNewSubsegment('inside').close();
        AWSXRay.captureFunc('beside', () => 1);
      }),
    );
    expect(documents.flatMap(withNested).map(({ name }) => name)).toEqual([
      'cruddur',
      'inside',
      'beside',
    ]);
  });

  it('circular, throwing and huge values are told as far as they can be', async () => {
    const circular: Record<string, unknown> = { n: 1n };
    circular['self'] = circular;
    const [segment] = await encode(() =>
      inRequest(() => {
        AWSXRay.captureFunc('hostile', (subsegment) => {
          subsegment?.addMetadata('circular', circular);
          subsegment?.addMetadata('huge', 'x'.repeat(10_000_000));
          subsegment?.addMetadata(
            'proxy',
            new Proxy(
              {},
              {
                ownKeys: () => {
                  throw new Error('no');
                },
              },
            ),
          );
          subsegment?.addAnnotation('__proto__', 'x');
          subsegment?.addAttribute('aws', circular);
          subsegment?.addSqlData(circular);
        });
      }),
    );
    expect(segment?.subsegments?.[0]?.metadata?.['default']).toMatchObject({
      circular: { n: '1', self: '[circular]' },
    });
    expect(Object.keys(circular)).toEqual(['n', 'self']);
  });

  it('an exception’s stack names the files of ES modules', async () => {
    const [segment] = await encode(() =>
      inRequest(() => {
        try {
          AWSXRay.captureFunc('fails', () => {
            throw new Error('in a module');
          });
        } catch {
          // Recorded, and passed on to here.
        }
      }),
    );
    expect(JSON.stringify(segment?.subsegments?.[0]?.['cause'])).toContain(
      'hostile-use.spec.ts',
    );
  });

  it('setSegment lasts until its request ends, and no longer', async () => {
    const [segment] = await encode(() =>
      inRequest(async () => {
        const chosen = AWSXRay.getSegment()?.addNewSubsegment('chosen');
        if (chosen !== undefined) {
          AWSXRay.setSegment(chosen);
        }
        await Promise.resolve();
        AWSXRay.captureFunc('inside', () => 1);
        chosen?.close();
      }),
    );
    expect(segment?.subsegments).toMatchObject([
      { name: 'chosen', subsegments: [{ name: 'inside' }] },
    ]);
    expect(AWSXRay.getSegment()).toBeUndefined();
  });
});
