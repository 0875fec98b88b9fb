import { once } from 'node:events';
import {
  createServer,
  get,
  IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { trace } from '@opentelemetry/api';
import { CallReceiver } from '../../outgoing/call-receiver.spec-server.js';
import { startOutgoing } from '../../outgoing/index.js';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';
import { LogsService } from './logs-service.spec-server.js';

/** Sends the second half of its answer when it is told to. */
class SlowServer {
  private waiting: ServerResponse | undefined;
  private readonly server = createServer((_request, response) => {
    this.waiting = response;
    response.write('first');
  });

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    const address = this.server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://127.0.0.1:${String(port)}`;
  }

  finish(): void {
    this.waiting?.end('second');
    this.waiting = undefined;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('calls of a captured AWS client', () => {
  let service: LogsService;
  const receiver = new CallReceiver();
  const slow = new SlowServer();

  beforeAll(async () => {
    startTestTracing();
    startOutgoing();
    await receiver.listen();
    await slow.listen();
  });
  beforeEach(async () => {
    service = await LogsService.start();
  });
  afterEach(() => {
    service.close();
  });
  afterAll(async () => {
    slow.close();
    await receiver.close();
  });

  it.each([
    [429, 'QuotaExceeded', { error: true, throttle: true }],
    [503, 'SlowDown', { fault: true, throttle: true }],
  ])('tell that they were throttled: %i %s', async (status, type, flags) => {
    service.fail(status, type);
    const client = service.client();
    const [segment] = await documentsOf(() =>
      inRequest(() => client.describeLogGroups({}).catch(() => {})),
    );
    expect(segment?.subsegments).toMatchObject([
      { ...flags, http: { response: { status } } },
    ]);
  });

  it('that reach nobody are faults without an answer', async () => {
    const client = service.client(2);
    service.close();
    const caught: unknown[] = [];
    const [segment] = await documentsOf(() =>
      inRequest(() =>
        client.describeLogGroups({}).catch((error: unknown) => {
          caught.push(error);
        }),
      ),
    );
    expect(caught).toMatchObject([{ code: 'ECONNREFUSED' }]);
    expect(segment?.subsegments).toMatchObject([
      {
        name: 'CloudWatchLogs',
        fault: true,
        aws: { operation: 'DescribeLogGroups', retries: 1 },
      },
    ]);
    expect(segment?.subsegments?.[0]?.['http']).toBeUndefined();
  });

  it('belong to the segment that the client was captured with, in manual mode', async () => {
    const client = service.client();
    const documents = await documentsOf(async () => {
      AWSXRay.enableManualMode();
      const segment = new AWSXRay.Segment('manual');
      try {
        await AWSXRay.captureAWSv3Client(client, segment).describeLogGroups({});
        await AWSXRay.captureAWSv3Client(client).describeLogGroups({});
      } finally {
        AWSXRay.enableAutomaticMode();
      }
      segment.close();
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]?.subsegments).toMatchObject([
      { name: 'CloudWatchLogs' },
    ]);
    expect(service.received.map(({ header }) => header)).toEqual([
      expect.stringContaining(`Root=${String(documents[0]?.trace_id)};`),
      'undefined',
    ]);
  });

  it('tell the parameters that the application listed', async () => {
    AWSXRay.appendAWSWhitelist({
      services: {
        cloudwatchlogs: {
          operations: {
            describeLogGroups: { request_parameters: ['logGroupNamePrefix'] },
          },
        },
      },
    });
    const client = service.client();
    const [segment] = await documentsOf(() =>
      inRequest(() => client.describeLogGroups({ logGroupNamePrefix: 'api' })),
    );
    expect(segment?.subsegments).toMatchObject([
      { aws: { log_group_name_prefix: 'api' } },
    ]);
  });

  it('hide no call that is not theirs', async () => {
    const client = service.client();
    const [segment] = await documentsOf(() =>
      inRequest(async () => {
        await Promise.all([
          client.describeLogGroups({}),
          fetch(`${receiver.url}/ok`).then((answer) => answer.text()),
        ]);
        await fetch(`${receiver.url}/ok`).then((answer) => answer.text());
      }),
    );
    expect(segment?.subsegments?.map(({ name }) => name).toSorted()).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      'CloudWatchLogs',
    ]);
  });

  it('leave what is done with a body that still comes in to be recorded', async () => {
    const client = service.client();
    // Hands over the answer as clients of S3 do: an open stream.
    client.middlewareStack.add(
      () => async () => {
        const [response] = await once(get(slow.url), 'response');
        const output = { Body: response, $metadata: { httpStatusCode: 200 } };
        return { response, output };
      },
      { step: 'deserialize', priority: 'high', name: 'stream' },
    );
    const [segment] = await documentsOf(() =>
      inRequest(async () => {
        const body: unknown = Reflect.get(
          await client.describeLogGroups({}),
          'Body',
        );
        expect(body).toBeInstanceOf(IncomingMessage);
        if (!(body instanceof IncomingMessage)) {
          return;
        }
        await new Promise<void>((resolve) => {
          body
            .on('data', (chunk: Buffer) => {
              trace
                .getTracer('spec')
                .startSpan(`chunk ${String(chunk)}`)
                .end();
              slow.finish();
            })
            .once('end', resolve);
        });
      }),
    );
    expect(segment?.subsegments).toMatchObject([
      { name: 'CloudWatchLogs' },
      { name: 'chunk first' },
      { name: 'chunk second' },
    ]);
    expect(segment?.subsegments?.[0]?.subsegments).toBeUndefined();
  });

  it('do not need a client that is one', () => {
    const other: unknown = {};
    expect(Reflect.apply(AWSXRay.captureAWSv3Client, undefined, [other])).toBe(
      other,
    );
  });
});
