import { createServer } from 'node:http';
import { once } from 'node:events';
import { trace } from '@opentelemetry/api';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { withNested } from '../testing/legal-document.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

const ROOT = '1-0af76519-16cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

beforeAll(() => {
  startTestTracing();
});

afterEach(() => {
  AWSXRay.enableAutomaticMode();
});

describe('a segment of one’s own', () => {
  it('is a trace from its beginning to its close, with the ids it was made with', async () => {
    let ids: object = {};
    const documents = await documentsOf(() => {
      const segment = new AWSXRay.Segment('worker');
      const { id, trace_id } = segment;
      ids = { id, trace_id };
      const step = segment.addNewSubsegment('step');
      step.addAnnotation('n', 1);
      step.close();
      segment.setUser('u-1');
      segment.addError(new RangeError('out'));
      segment.close();
      expect(segment.isClosed()).toBe(true);
      expect(segment.end_time).toBeGreaterThanOrEqual(segment.start_time);
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      ...ids,
      user: 'u-1',
      fault: true,
      cause: { exceptions: [{ type: 'RangeError', message: 'out' }] },
      metadata: { otel: { name: 'worker' } },
      subsegments: [{ name: 'step', annotations: { n: 1 } }],
    });
  });

  it.each([
    ['goes on with the trace of its caller', PARENT, { parent_id: PARENT }],
    ['takes the trace id that a load balancer gave', undefined, {}],
  ])('%s', async (_, parentId, expected) => {
    const documents = await documentsOf(() => {
      const segment = new AWSXRay.Segment('worker', ROOT, parentId);
      expect(segment).toMatchObject({ trace_id: ROOT, ...expected });
      segment.close();
    });
    expect(documents).toMatchObject([{ trace_id: ROOT, ...expected }]);
    expect(documents[0]?.parent_id).toBe(parentId);
  });

  it('begins a trace of its own where the id is none', async () => {
    const documents = await documentsOf(() => {
      new AWSXRay.Segment('worker', 'Root=x;Sampled=1', 'nonsense').close();
    });
    expect(documents[0]?.trace_id).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(documents[0]?.parent_id).toBeUndefined();
  });

  it('is no part of the request in which it is made', async () => {
    const documents = await documentsOf(() =>
      inRequest(() => {
        new AWSXRay.Segment('beside').close();
      }),
    );
    expect(new Set(documents.map(({ trace_id }) => trace_id)).size).toBe(2);
  });

  it('carries captures in manual mode, and what OpenTelemetry records inside', async () => {
    const documents = await documentsOf(async () => {
      AWSXRay.enableManualMode();
      const segment = new AWSXRay.Segment('manual');
      await AWSXRay.captureAsyncFunc(
        'outer',
        async (outer) => {
          await Promise.resolve();
          trace.getTracer('spec').startSpan('query').end();
          AWSXRay.captureFunc('inner', () => 1, outer);
          outer?.close();
        },
        segment,
      );
      AWSXRay.setSegment(segment);
      expect(AWSXRay.getSegment()).toBeUndefined();
      segment.close();
    });
    expect(documents.flatMap(withNested).map(({ name }) => name)).toEqual([
      'cruddur',
      'outer',
      'query',
      'inner',
    ]);
  });

  it('is sent though a subsegment was never closed', async () => {
    const documents = await documentsOf(() => {
      const segment = new AWSXRay.Segment('worker');
      segment.addNewSubsegment('forgotten');
      segment.close();
    });
    expect(documents).toHaveLength(1);
  });

  it('takes what middlewares write on its fields: the request, its answer, its outcome', async () => {
    const documents = await documentsOf(async () => {
      const server = createServer((request, response) => {
        const segment = new AWSXRay.Segment('own middleware');
        const data = new AWSXRay.middleware.IncomingRequestData(request);
        segment.addIncomingRequestData(data);
        response.writeHead(503).end();
        data.close(response);
        segment.addPluginData({ ec2: { instance_id: 'i-1' } });
        Reflect.set(segment, 'fault', true);
        segment.close();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      await fetch(`http://127.0.0.1:${String(port)}/orders?token=secret`);
      server.closeAllConnections();
      server.close();
    });
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({
      fault: true,
      http: { request: { method: 'GET' }, response: { status: 503 } },
      aws: { ec2: { instance_id: 'i-1' } },
    });
    expect(JSON.stringify(documents)).not.toContain('secret');
  });

  it('may be of a class derived from the SDK’s', async () => {
    class Job extends AWSXRay.Segment {
      finish(): void {
        this.addAnnotation('finished', true);
        this.close();
      }
    }
    const documents = await documentsOf(() => {
      new Job('job').finish();
    });
    expect(documents).toMatchObject([{ annotations: { finished: true } }]);
  });
});

describe('a subsegment of one’s own', () => {
  it('is recorded once it is added, with all that came before', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        const step = new AWSXRay.Subsegment('step');
        step.addAnnotation('a', 1);
        step.addMetadata('rows', [1, 2], 'feed');
        step.addAttribute('namespace', 'remote');
        step.addSqlData({ sanitized_query: 'select 1' });
        step.addThrottleFlag();
        const inner = step.addNewSubsegment('inner');
        inner.addError(new RangeError('out'));
        inner.close();
        expect(AWSXRay.getSegment()?.isClosed()).toBe(false);
        AWSXRay.getSegment()?.addSubsegment(step);
        step.addAnnotation('b', 2);
        step.close();
      }),
    );
    expect(segment?.subsegments).toMatchObject([
      {
        name: 'step',
        namespace: 'remote',
        throttle: true,
        annotations: { a: 1, b: 2 },
        metadata: { feed: { rows: [1, 2] } },
        subsegments: [
          {
            name: 'inner',
            fault: true,
            cause: { exceptions: [{ type: 'RangeError' }] },
          },
        ],
      },
    ]);
  });

  it('that is no subsegment is left out', async () => {
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        const current = AWSXRay.getSegment();
        const given: unknown = { name: 'fake' };
        Reflect.apply(current?.addSubsegment ?? (() => {}), current, [given]);
      }),
    );
    expect(segment?.subsegments).toBeUndefined();
  });
});
