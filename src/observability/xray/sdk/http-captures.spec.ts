import http from 'node:http';
import { CallReceiver } from '../../outgoing/call-receiver.spec-server.js';
import { startOutgoing } from '../../outgoing/index.js';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

describe('captureHTTPs and captureHTTPsGlobal', () => {
  const receiver = new CallReceiver();

  beforeAll(async () => {
    startTestTracing();
    startOutgoing({ xrayHeaderHosts: ['localhost'] });
    await receiver.listen();
    AWSXRay.captureHTTPsGlobal(http);
  });

  afterAll(async () => {
    await receiver.close();
  });

  const send = (host: string, headers: http.OutgoingHttpHeaders) =>
    new Promise<void>((resolve, reject) => {
      const { port } = receiver;
      AWSXRay.captureHTTPs(http)
        .request({ host, port, path: '/ok', family: 4, headers }, (response) =>
          response.resume().once('end', resolve),
        )
        .once('error', reject)
        .end();
    });

  it('a call is one subsegment, and the headers that a caller uses again stay as they are', async () => {
    const headers = { accept: 'text/plain' };
    const documents = await documentsOf(async () => {
      await inRequest(() => send('localhost', headers));
      await inRequest(() => send('localhost', headers));
    });
    expect(headers).toEqual({ accept: 'text/plain' });
    expect(documents).toHaveLength(2);
    const calls = receiver.received.slice(-2);
    documents.forEach(({ trace_id, subsegments }, index) => {
      expect(subsegments).toMatchObject([
        { namespace: 'remote', http: { response: { status: 200 } } },
      ]);
      const sent = (calls[index]?.rawHeaders ?? []).filter(
        (name) => name.toLowerCase() === 'x-amzn-trace-id',
      );
      expect(sent).toHaveLength(1);
      expect(calls[index]?.headers['x-amzn-trace-id']).toBe(
        `Root=${String(trace_id)};Parent=${String(subsegments?.[0]?.id)};Sampled=1`,
      );
    });
  });

  it('tells X-Ray’s header only to hosts that are to have it', async () => {
    await inRequest(() => send('127.0.0.1', {}));
    expect(receiver.last().headers['x-amzn-trace-id']).toBeUndefined();
    expect(receiver.last().headers['traceparent']).toBeDefined();
  });

  it('patch nothing', () => {
    const before = [http.request, http.get];
    expect(AWSXRay.captureHTTPs(http)).toBe(http);
    AWSXRay.captureHTTPsGlobal(http);
    expect([http.request, http.get]).toEqual(before);
    expect(Object.keys(http)).not.toContain('__request');
  });
});
