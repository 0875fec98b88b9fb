import { once } from 'node:events';
import { createServer } from 'node:http';
import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { RatioSampler } from '../../request/index.js';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

describe('a trace that the sampler did not choose', () => {
  beforeAll(() => {
    startTestTracing({ sampler: new RatioSampler(0) });
  });

  it('is recorded by the SDK’s functions, and sent when it fails', async () => {
    const documents = await documentsOf(() =>
      inRequest(async (span) => {
        expect(span.spanContext().traceFlags).toBe(TraceFlags.NONE);
        const segment = AWSXRay.getSegment();
        expect(segment?.notTraced).toBe(false);
        await AWSXRay.captureAsyncFunc('work', async (subsegment) => {
          expect(subsegment?.notTraced).toBe(false);
          await Promise.resolve();
          subsegment?.addAnnotation('plan', 'pro');
        });
        segment?.addNewSubsegmentWithoutSampling('quiet').close();
        span.setStatus({ code: SpanStatusCode.ERROR });
      }),
    );
    expect(documents).toMatchObject([
      {
        subsegments: [
          { name: 'work', annotations: { plan: 'pro' } },
          { name: 'quiet' },
        ],
      },
    ]);
  });

  it('is sent by nobody when nothing speaks for it', async () => {
    const documents = await documentsOf(() =>
      inRequest(() => AWSXRay.captureFunc('work', () => 1)),
    );
    expect(documents).toEqual([]);
  });

  it('says so to the AWS services that are called', async () => {
    const headers: unknown[] = [];
    const server = createServer((request, response) => {
      headers.push(request.headers['x-amzn-trace-id']);
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { CloudWatchLogs } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = AWSXRay.captureAWSv3Client(
      new CloudWatchLogs({
        region: 'eu-west-1',
        endpoint: `http://127.0.0.1:${String(port)}`,
        credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      }),
    );
    await inRequest(() => client.describeLogGroups({}));
    server.closeAllConnections();
    server.close();
    expect(headers).toEqual([expect.stringMatching(/;Sampled=0$/)]);
  });
});
