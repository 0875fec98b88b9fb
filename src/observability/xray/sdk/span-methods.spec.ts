import { setImmediate as turn } from 'node:timers/promises';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

beforeAll(() => {
  startTestTracing();
});

describe('segments and subsegments of the SDK', () => {
  it('records errors, and close(error), as causes', async () => {
    const error = new RangeError('out');
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        expect(() =>
          AWSXRay.captureFunc('fails', () => {
            throw error;
          }),
        ).toThrow(error);
        const handled = AWSXRay.getSegment()?.addNewSubsegment('handled');
        handled?.addError('in words');
        handled?.close();
        const patched = AWSXRay.getSegment()?.addNewSubsegment('patched');
        patched?.addErrorFlag();
        patched?.addThrottleFlag();
        patched?.close({
          name: 'SdkError',
          message: 'remote',
          stack: 'SdkError: remote\n    at f (/a.js:1:1)',
        });
      }),
    );

    expect(segment?.subsegments).toMatchObject([
      {
        name: 'fails',
        fault: true,
        cause: { exceptions: [{ type: 'RangeError', message: 'out' }] },
      },
      {
        name: 'handled',
        fault: true,
        cause: { exceptions: [{ message: 'in words' }] },
      },
      {
        name: 'patched',
        error: true,
        throttle: true,
        cause: { exceptions: [{ type: 'SdkError', message: 'remote' }] },
      },
    ]);
  });

  it("takes blocks that the SDK's patchers add", async () => {
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        const subsegment = AWSXRay.getSegment()?.addNewSubsegment('S3');
        subsegment?.addAttribute('namespace', 'aws');
        subsegment?.addAttribute('aws', {
          operation: 'GetObject',
          region: 'eu-west-1',
          retries: 0,
        });
        subsegment?.addAttribute('http', {
          response: { status: 404, content_length: 3 },
        });
        subsegment?.close();
        const sql = AWSXRay.getSegment()?.addNewSubsegment('users@db');
        sql?.addAttribute('namespace', 'remote');
        sql?.addSqlData({
          database_type: 'postgres',
          preparation: 'statement',
          sanitized_query: 'select 1',
          stray: 1,
        });
        sql?.close();
      }),
    );

    expect(segment?.subsegments).toMatchObject([
      {
        name: 'S3',
        namespace: 'aws',
        error: true,
        aws: { operation: 'GetObject' },
        http: { response: { status: 404, content_length: 3 } },
      },
      {
        name: 'users@db',
        namespace: 'remote',
        sql: {
          database_type: 'postgres',
          preparation: 'statement',
          sanitized_query: 'select 1',
        },
      },
    ]);
  });

  it('does not end the request when its segment is closed, nor the work when the same is closed twice', async () => {
    const [segment, ...others] = await documentsOf(() =>
      inRequest(() => {
        const subsegment = AWSXRay.getSegment()?.addNewSubsegment('once');
        subsegment?.close();
        AWSXRay.getSegment()?.close();
        AWSXRay.captureFunc('after', () => 1);
      }),
    );

    expect(others).toEqual([]);
    expect(segment?.subsegments?.map(({ name }) => name)).toEqual([
      'once',
      'after',
    ]);
  });

  it('sends the segment though a subsegment was never closed', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        AWSXRay.getSegment()?.addNewSubsegment('forgotten');
      }),
    );

    expect(segment).toMatchObject({ name: 'cruddur' });
  });

  it('adopts segments and subsegments that the application made itself', async () => {
    const documents = await documentsOf(() => {
      AWSXRay.getNamespace().run(() => {
        const job = new AWSXRay.Segment('job');
        job.addAnnotation('kind', 'nightly');
        AWSXRay.setSegment(job);
        const step = new AWSXRay.Subsegment('step');
        step.addMetadata('rows', [1, 2]);
        AWSXRay.getSegment()?.addSubsegment(step);
        step.close();
        job.close();
      });
      expect(AWSXRay.getSegment()).toBeUndefined();
    });

    expect(documents).toMatchObject([
      {
        annotations: { kind: 'nightly' },
        metadata: { otel: { name: 'job' } },
        subsegments: [
          { name: 'step', metadata: { default: { rows: [1, 2] } } },
        ],
      },
    ]);
  });

  it('continues the trace that a segment was made with', async () => {
    const documents = await documentsOf(() => {
      const job = new AWSXRay.Segment(
        'job',
        '1-0af76519-16cd43dd8448eb211c80319c',
        'b7ad6b7169203331',
      );
      AWSXRay.getNamespace().run(() => {
        AWSXRay.setSegment(job);
        AWSXRay.captureFunc('step', () => 1);
      });
      job.close();
    });

    expect(documents).toMatchObject([
      {
        trace_id: '1-0af76519-16cd43dd8448eb211c80319c',
        parent_id: 'b7ad6b7169203331',
        subsegments: [{ name: 'step' }],
      },
    ]);
  });

  it('records work that goes on after the request as subsegments of the same trace', async () => {
    let late: Promise<void> | undefined;
    const [segment, ...others] = await documentsOf(async () => {
      await inRequest(() => {
        late = AWSXRay.captureAsyncFunc('late', async (outer) => {
          await turn();
          const current = AWSXRay.getSegment();
          expect(current).toBe(outer);
          expect(current).toBeInstanceOf(AWSXRay.Subsegment);
          AWSXRay.captureFunc('inside', () => 1);
          outer?.close();
        });
      });
      await late;
    });

    expect(segment).toMatchObject({ name: 'cruddur' });
    expect(others).toHaveLength(2);
    for (const document of others) {
      expect(document).toMatchObject({
        type: 'subsegment',
        trace_id: segment?.trace_id,
      });
    }
  });
});
