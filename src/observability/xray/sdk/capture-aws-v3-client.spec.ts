import { startOutgoing } from '../../outgoing/index.js';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { type ReadDocument, withNested } from '../testing/legal-document.js';
import { recordsOf, startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';
import { LogsService } from './logs-service.spec-server.js';

/** The one subsegment of a request in which `work` runs. */
async function subsegmentOf(
  work: () => Promise<unknown>,
): Promise<ReadDocument> {
  const [segment] = await documentsOf(() => inRequest(work));
  const [subsegment, ...others] = segment?.subsegments ?? [];
  if (subsegment === undefined || others.length > 0) {
    throw new Error(`${String(others.length)} further subsegments`);
  }
  return subsegment;
}

describe('captureAWSv3Client', () => {
  let service: LogsService;

  beforeAll(() => {
    startTestTracing();
    startOutgoing();
  });
  beforeEach(async () => {
    service = await LogsService.start();
  });
  afterEach(() => {
    service.close();
  });

  it('records a command as one call to the service, its HTTP call with it', async () => {
    const client = service.client();
    const subsegment = await subsegmentOf(() => client.describeLogGroups({}));

    expect(subsegment).toMatchObject({
      name: 'CloudWatchLogs',
      namespace: 'aws',
      http: { response: { status: 200 } },
      aws: {
        operation: 'DescribeLogGroups',
        region: 'eu-west-1',
        request_id: 'request-7',
        retries: 0,
      },
    });
    expect(subsegment.subsegments).toBeUndefined();
    expect(service.received[0]?.header).toBe(
      `Root=${/Root=([^;]+)/.exec(service.received[0]?.header ?? '')?.[1] ?? ''};Parent=${subsegment.id};Sampled=1`,
    );
  });

  it('shows the other vendors the same by OpenTelemetry’s names', async () => {
    const client = service.client();
    const [record] = await recordsOf(() =>
      inRequest(() => client.describeLogGroups({})),
    );
    expect(record?.spans).toHaveLength(2);
    expect(record?.spans[0]).toMatchObject({
      name: 'CloudWatchLogs.DescribeLogGroups',
      attributes: {
        'rpc.system.name': 'aws-api',
        'rpc.method': 'CloudWatchLogs/DescribeLogGroups',
        'cloud.region': 'eu-west-1',
        'aws.request_id': 'request-7',
        'http.response.status_code': 200,
      },
    });
  });

  it.each([
    [400, 'ResourceNotFoundException', { error: true }],
    [400, 'ThrottlingException', { error: true, throttle: true }],
    [500, 'ServiceUnavailableException', { fault: true }],
  ])(
    'records a refusal, which the caller gets untouched: %i %s',
    async (status, type, flags) => {
      service.fail(status, type);
      const client = service.client();
      let thrown: unknown;
      const subsegment = await subsegmentOf(async () => {
        try {
          await client.describeLogGroups({});
        } catch (error) {
          thrown = error;
        }
      });
      expect(thrown).toMatchObject({ name: type });
      expect(subsegment).toMatchObject({
        ...flags,
        http: { response: { status } },
        aws: { request_id: 'request-8' },
      });
      expect(JSON.stringify(subsegment['cause'])).toContain(type);
    },
  );

  it('counts retries of one command, which stays one call', async () => {
    let answers = 0;
    const { answer } = service;
    service.answer = (response, prefix) => {
      answers += 1;
      if (answers < 3) {
        response.writeHead(503).end('{}');
      } else {
        answer(response, prefix);
      }
    };
    const client = service.client(3);
    const subsegment = await subsegmentOf(() => client.describeLogGroups({}));

    expect(service.received).toHaveLength(3);
    expect(subsegment).toMatchObject({ aws: { retries: 2 } });
  });

  it('records it once when it is captured twice', async () => {
    const client = AWSXRay.captureAWSv3Client(service.client());
    await expect(
      subsegmentOf(() => client.describeLogGroups({})),
    ).resolves.toMatchObject({ name: 'CloudWatchLogs' });
  });

  it('leaves a client alone outside a request', async () => {
    const client = service.client();
    await expect(client.describeLogGroups({})).resolves.toMatchObject({
      logGroups: [],
    });
    expect(service.received[0]?.header).toBe('undefined');
  });

  it('crosses no context in 200 concurrent requests that share a client', async () => {
    const client = service.client();
    const documents = await documentsOf(() =>
      Promise.all(
        Array.from({ length: 200 }, (_, flow) =>
          inRequest(async () => {
            AWSXRay.getSegment()?.addAnnotation('flow', flow);
            await AWSXRay.captureAsyncFunc('outer', async (outer) => {
              await client.describeLogGroups({
                logGroupNamePrefix: `flow-${String(flow)}`,
              });
              outer?.close();
            });
          }),
        ),
      ),
    );
    expect(documents).toHaveLength(200);
    for (const segment of documents) {
      const [, outer, call] = withNested(segment);
      expect(outer?.subsegments).toHaveLength(1);
      const sent = service.received.find(
        ({ prefix }) =>
          prefix === `flow-${String(segment.annotations?.['flow'])}`,
      );
      expect(sent?.header).toBe(
        `Root=${String(segment.trace_id)};Parent=${String(call?.id)};Sampled=1`,
      );
    }
  });
});
