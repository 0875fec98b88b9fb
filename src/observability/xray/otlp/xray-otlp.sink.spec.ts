import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { DeliveryRegistry } from '../../delivery/index.js';
import { annotate, type TraceRecord } from '../../request/index.js';
import { inRequest } from '../testing/in-request.js';
import { recordsOf, startTestTracing } from '../testing/test-tracing.js';
import { addMetadata } from '../recording/record-on-span.js';
import { XRayOtlpSink } from './xray-otlp.sink.js';

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'session',
};

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The signature that AWS would compute. Source: AWS IAM user guide, "Create a signed AWS API request". */
function expectedSignature({ path, headers, body }: Received): string {
  const authorization = String(headers.authorization);
  const [, scope = ''] = /Credential=[^/]+\/([^,]+)/.exec(authorization) ?? [];
  const [, signed = ''] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
  const canonical = [
    'POST',
    path,
    '',
    ...signed
      .split(';')
      .map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signed,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    String(headers['x-amz-date']),
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (previous, part) => createHmac('sha256', previous).update(part).digest(),
      Buffer.from(`AWS4${credentials.secretAccessKey}`),
    );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

/** Records of as many annotated requests. */
function requests(count = 1): Promise<readonly TraceRecord[]> {
  return recordsOf(async () => {
    for (let index = 0; index < count; index += 1) {
      await inRequest((span) => {
        annotate({ 'shop.plan': 'paid' });
        span.setAttribute('app.result_length', 5);
        span.setAttribute('server.address', 'localhost');
        addMetadata(span, 'list', [1, { two: 3 }], 'cart');
      });
    }
  });
}

const NOTHING: TraceRecord = { spans: [], root: undefined, remarkable: false };

describe('XRayOtlpSink', () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse, count: number) => void;
  const received: Received[] = [];
  const sinks: XRayOtlpSink[] = [];

  const sink = (): XRayOtlpSink => {
    const made = new XRayOtlpSink(
      { url, region: 'eu-west-1', credentials },
      new DeliveryRegistry(),
    );
    sinks.push(made);
    return made;
  };
  const textsOf = ({ body }: Received): string => body.toString('latin1');

  beforeAll(() => {
    startTestTracing();
  });
  beforeEach(async () => {
    received.length = 0;
    answer = (response) => void response.end();
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url: path = '', headers } = request;
        received.push({ path, headers, body: Buffer.concat(chunks) });
        answer(response, received.length);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${String(typeof address === 'object' && address?.port)}/v1/traces`;
  });
  afterEach(async () => {
    await Promise.all(sinks.splice(0).map(({ queue }) => queue.close()));
    server.closeAllConnections();
    server.close();
  });

  it('posts spans that are signed for X-Ray in the region', async () => {
    const made = sink();
    for (const record of await requests(3)) {
      made.accept(record);
    }
    expect(await made.queue.flush(5000)).toBe(0);

    const [request] = received;
    const authorization = String(request?.headers.authorization);
    expect(received).toHaveLength(1);
    expect(request?.headers['content-type']).toBe('application/x-protobuf');
    expect(request?.headers['x-amz-security-token']).toBe('session');
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/xray\/aws4_request, /,
    );
    expect(/Signature=(.*)$/.exec(authorization)?.[1]).toBe(
      request && expectedSignature(request),
    );
    expect(made.queue.figures()).toMatchObject({ delivered: 3, queued: 0 });
  });

  it('names the annotations, carries metadata, and leaves the spans as they are', async () => {
    const made = sink();
    const [record] = await requests();
    const before = { ...record?.root?.attributes };
    made.accept(record ?? NOTHING);
    await made.queue.flush(5000);

    const text = received[0] ? textsOf(received[0]) : '';
    expect(text).toContain('aws.xray.annotations');
    expect(text).toContain('metadata.cart.list');
    expect(text).toContain('[1,{"two":3}]');
    const annotations = text.slice(text.indexOf('aws.xray.annotations'));
    expect(annotations).toContain('shop.plan');
    expect(annotations).toContain('app.result_length');
    expect(annotations).not.toContain('server.address');
    expect(record?.root?.attributes).toEqual(before);
  });

  it('cuts long texts of a span that would be refused for its size', async () => {
    const made = sink();
    const records = await recordsOf(() =>
      inRequest((span) => {
        for (let index = 0; index < 100; index += 1) {
          span.setAttribute(`text ${String(index)}`, '語'.repeat(20_000));
        }
      }),
    );
    records.forEach((record) => {
      made.accept(record);
    });
    await made.queue.flush(5000);
    expect(received[0]?.body.byteLength).toBeLessThan(200 * 1024);
    // Cut, not left out: a span's long texts are bounded together before.
    expect(received[0]?.body.byteLength).toBeGreaterThan(30 * 1024);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      '429',
      (response) => void response.writeHead(429, { 'retry-after': '0' }).end(),
    ],
    [
      '503',
      (response) => void response.writeHead(503, { 'retry-after': '0' }).end(),
    ],
    ['a connection that is cut', (response) => void response.destroy()],
  ])('sends again after %s', async (_name, refuse) => {
    answer = (response, count) => {
      if (count === 1) {
        refuse(response);
      } else {
        response.end();
      }
    };
    const made = sink();
    (await requests()).forEach((record) => {
      made.accept(record);
    });
    expect(await made.queue.flush(8000)).toBe(0);
    expect(received).toHaveLength(2);
    expect(received[1]?.headers.authorization).toBeDefined();
  });

  it('halves what is too large, and drops what is refused alone', async () => {
    answer = (response, count) => {
      if (count === 1) {
        response.writeHead(413).end();
      } else {
        response.end();
      }
    };
    const made = sink();
    (await requests(4)).forEach((record) => {
      made.accept(record);
    });
    expect(await made.queue.flush(5000)).toBe(0);
    expect(received.length).toBeGreaterThanOrEqual(3);
    expect(made.queue.figures().delivered).toBe(4);
  });

  it('counts what a partial success turned away', async () => {
    answer = (response) => {
      response.setHeader('content-type', 'application/x-protobuf');
      // ExportTraceServiceResponse { partial_success { rejected_spans: 1, error_message: "late" } }
      response.end(
        Buffer.from([
          0x0a, 0x08, 0x08, 0x01, 0x12, 0x04, 0x6c, 0x61, 0x74, 0x65,
        ]),
      );
    };
    const parsed = ProtobufTraceSerializer.deserializeResponse(
      Buffer.from([0x0a, 0x08, 0x08, 0x01, 0x12, 0x04, 0x6c, 0x61, 0x74, 0x65]),
    );
    expect(parsed.partialSuccess?.errorMessage).toBe('late');
    const made = sink();
    (await requests(2)).forEach((record) => {
      made.accept(record);
    });
    await made.queue.flush(5000);
    expect(made.queue.figures()).toMatchObject({
      delivered: 1,
      dropped: { refused: 1 },
    });
  });

  it('keeps its spans while the credentials are refused', async () => {
    answer = (response) => void response.writeHead(403).end();
    const made = sink();
    (await requests()).forEach((record) => {
      made.accept(record);
    });
    await vi.waitFor(() => {
      expect(received).toHaveLength(1);
    });
    expect(made.queue.figures()).toMatchObject({ queued: 1, delivered: 0 });
  });
});
