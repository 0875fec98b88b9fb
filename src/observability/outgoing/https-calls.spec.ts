import type { IncomingHttpHeaders } from 'node:http';
import { createServer, get, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { CallReceiver } from './call-receiver.spec-server.js';
import {
  callOf,
  inTrace,
  startCallTracing,
} from './recorded-calls.spec-rig.js';

/** TLS by a key that both sides have (RFC 4279), as a certificate would have to be made first. */
const psk = Buffer.from('a key for this test alone');
const TLS = {
  ciphers: 'PSK-AES128-GCM-SHA256:@SECLEVEL=0',
  maxVersion: 'TLSv1.2',
} as const;

const read = (
  url: string,
  options: RequestOptions = {},
): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, options, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode);
      });
    }).once('error', reject);
  });

describe('calls by node:https', () => {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer(
    { ...TLS, pskCallback: () => psk },
    (request, response) => {
      seen.push(request.headers);
      response.end('ok');
    },
  );

  beforeAll(async () => {
    startCallTracing();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const port = (): number => {
    const address: AddressInfo | string | null = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  it('become client spans, whose id the other side receives', async () => {
    const url = `https://localhost:${String(port())}/a?password=b`;
    const options = {
      ...TLS,
      agent: false,
      pskCallback: () => ({ psk, identity: 'spec' }),
      checkServerIdentity: () => undefined,
    };
    const { traceId, result } = await inTrace(() => read(url, options));
    expect(result).toBe(200);
    const call = await callOf(traceId);
    expect(call.attributes).toMatchObject({
      'server.address': 'localhost',
      'server.port': port(),
      'http.response.status_code': 200,
    });
    expect(call.attributes['url.full']).toMatch(
      new RegExp(`^https://localhost:${String(port())}/a\\?password=\\[`),
    );
    const { spanId } = call.spanContext();
    expect(seen[0]).toMatchObject({
      traceparent: `00-${traceId}-${spanId}-01`,
      'x-amzn-trace-id': expect.stringContaining(`;Parent=${spanId};`),
    });
  });

  it('are errors when the other side speaks no TLS', async () => {
    const plain = new CallReceiver();
    await plain.listen();
    const { traceId, result } = await inTrace(() =>
      read(`https://127.0.0.1:${String(plain.port)}/`).catch(
        (error: unknown) => error,
      ),
    );
    await plain.close();
    expect(result).toBeInstanceOf(Error);
    const call = await callOf(traceId);
    expect(call.attributes['error.type']).toMatch(/^(EPROTO|ERR_SSL_\w+)$/);
    expect(call.attributes).not.toHaveProperty('http.response.status_code');
  });
});
