import { createHook } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { documentsOf, inRequest } from '../testing/in-request.js';
import { startTestTracing } from '../testing/test-tracing.js';
import { AWSXRay } from './aws-xray-sdk.js';

beforeAll(() => {
  startTestTracing();
});

/** A promise library that calls back from a place of its own, where the context is another. */
class QueuedPromise {
  private static readonly queue = new EventEmitter();

  then(resolve: (value: unknown) => void): void {
    QueuedPromise.queue.once('turn', () => {
      resolve(7);
    });
  }

  catch(): void {}

  static turn(): void {
    QueuedPromise.queue.emit('turn');
  }
}

describe('what the SDK exports', () => {
  it('is what is known of it: a further function would have to be looked at', () => {
    expect(Object.keys(AWSXRay).toSorted()).toEqual([
      'Segment',
      'SegmentUtils',
      'Subsegment',
      'appendAWSWhitelist',
      'captureAWS',
      'captureAWSClient',
      'captureAWSv3Client',
      'captureAsyncFunc',
      'captureCallbackFunc',
      'captureFunc',
      'captureHTTPs',
      'captureHTTPsGlobal',
      'capturePromise',
      'config',
      'database',
      'enableAutomaticMode',
      'enableManualMode',
      'getLogger',
      'getNamespace',
      'getSegment',
      'isAutomaticMode',
      'middleware',
      'plugins',
      'resolveManualSegmentParams',
      'resolveSegment',
      'setAWSWhitelist',
      'setContextMissingStrategy',
      'setDaemonAddress',
      'setLogger',
      'setSegment',
      'setStreamingThreshold',
      'utils',
    ]);
    expect(Object.keys(AWSXRay.middleware).toSorted()).toEqual([
      'IncomingRequestData',
      'defaultName',
      'disableCentralizedSampling',
      'dynamicNaming',
      'enableDynamicNaming',
      'hostPattern',
      'middlewareLog',
      'processHeaders',
      'resolveName',
      'resolveSampling',
      'sampler',
      'setDefaultName',
      'setSamplingRules',
      'traceRequestResponseCycle',
    ]);
  });

  it('starts nothing, whatever is set: no socket, no timer, no look at a file', () => {
    const started: string[] = [];
    const hook = createHook({ init: (_id, type) => started.push(type) });
    // Ids come out of a pool, and this fills it.
    new AWSXRay.Segment('first').close();
    hook.enable();
    try {
      const { EC2Plugin, ECSPlugin, ElasticBeanstalkPlugin } = AWSXRay.plugins;
      AWSXRay.config([EC2Plugin, ECSPlugin, ElasticBeanstalkPlugin]);
      AWSXRay.setDaemonAddress('[::1]:2000');
      AWSXRay.setDaemonAddress('nonsense');
      AWSXRay.setStreamingThreshold(0);
      AWSXRay.middleware.setSamplingRules('/no/such/file.json');
      AWSXRay.middleware.disableCentralizedSampling();
      AWSXRay.capturePromise();
      AWSXRay.enableAutomaticMode();
      new AWSXRay.Segment('own').close();
    } finally {
      hook.disable();
    }
    expect(started).toEqual([]);
  });

  it('setContextMissingStrategy says what happens outside a request', () => {
    const messages: string[] = [];
    AWSXRay.setContextMissingStrategy((message) => messages.push(message));
    expect(AWSXRay.getSegment()).toBeUndefined();
    AWSXRay.enableManualMode();
    AWSXRay.captureFunc('none', () => 1);
    AWSXRay.setSegment(new AWSXRay.Segment('none'));
    AWSXRay.enableAutomaticMode();
    AWSXRay.setContextMissingStrategy('IGNORE_ERROR');
    expect(AWSXRay.getSegment()).toBeUndefined();
    expect(messages).toEqual([
      'Failed to get the current sub/segment from the context.',
      'No sub/segment specified. A sub/segment must be provided for manual mode.',
      'Cannot set sub/segment on context. Not supported in manual mode.',
    ]);
  });

  it('setLogger takes what the SDK has to say', () => {
    const before = AWSXRay.getLogger();
    const lines: unknown[] = [];
    const note = (line: unknown) => void lines.push(line);
    AWSXRay.setLogger({ error: note, warn: note, info: note, debug: note });
    AWSXRay.setContextMissingStrategy('LOG_ERROR');
    AWSXRay.getSegment();
    AWSXRay.setContextMissingStrategy('IGNORE_ERROR');
    AWSXRay.setLogger(before);
    expect(lines.join('\n')).toContain('Failed to get the current');
  });

  it('capturePromise.patchThirdPartyPromise keeps the segment over a library’s own queue', async () => {
    AWSXRay.capturePromise.patchThirdPartyPromise(QueuedPromise);
    const told = new EventEmitter();
    const [segment] = await documentsOf(() =>
      inRequest(async () => {
        AWSXRay.getSegment()?.addAnnotation('flow', 'first');
        const done = once(told, 'told');
        new QueuedPromise().then((value) => {
          AWSXRay.getSegment()?.addAnnotation('value', Number(value));
          return told.emit('told');
        });
        await inRequest(() => {
          QueuedPromise.turn();
        });
        await done;
      }),
    ).then((documents) => documents.filter(({ annotations }) => annotations));
    expect(segment?.annotations).toEqual({ flow: 'first', value: 7 });
  });
});

describe('the middleware functions of the SDK', () => {
  it('give the request’s own segment, and neither begin, name nor sample one', async () => {
    const documents = await documentsOf(async () => {
      const server = createServer((request, response) => {
        void inRequest(() => {
          const { middleware } = AWSXRay;
          middleware.enableDynamicNaming();
          middleware.setDefaultName('default');
          expect(middleware.resolveName(request.headers.host)).toBe('default');
          const caller = middleware.processHeaders(request);
          expect(caller['sampled']).toBe('0');
          const segment = middleware.traceRequestResponseCycle(
            request,
            response,
          );
          expect(segment).toBe(AWSXRay.getSegment());
          middleware.resolveSampling(caller, segment, response);
          middleware.middlewareLog('message', '/', segment);
          expect(segment.notTraced).toBe(false);
          response.end();
        });
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      await fetch(`http://127.0.0.1:${String(port)}`, {
        headers: { 'x-amzn-trace-id': 'Sampled=0' },
      });
      server.closeAllConnections();
      server.close();
    });
    expect(documents).toMatchObject([{ name: 'cruddur' }]);
  });

  it('the sampler says what was decided, and asks no daemon', async () => {
    const sampler: unknown = Reflect.get(AWSXRay.middleware, 'sampler');
    const ask = (): unknown =>
      typeof sampler === 'object' && sampler !== null
        ? Reflect.apply(Reflect.get(sampler, 'shouldSample'), sampler, [{}])
        : undefined;
    expect(ask()).toBe(false);
    expect(await inRequest(ask)).toBe(true);
  });
});

describe('captures for the AWS SDK v2', () => {
  it('record a request of a client that tells its steps', async () => {
    let customize: ((request: object) => unknown) | undefined;
    const client = {
      serviceIdentifier: 's3',
      customizeRequests: (given: (request: object) => unknown) => {
        customize = given;
      },
    };
    expect(AWSXRay.captureAWSClient(client)).toBe(client);
    const headers: Record<string, string> = {};
    const [segment] = await documentsOf(() =>
      inRequest(() => {
        const request = Object.assign(new EventEmitter(), {
          operation: 'getObject',
          params: {},
          httpRequest: { headers, region: 'eu-west-1' },
          send: () => {},
        });
        customize?.call(client, request);
        request.emit('build', request);
        request.emit('complete', {
          request,
          requestId: 'request-9',
          retryCount: 1,
          httpResponse: { statusCode: 404, headers: {} },
          error: { message: 'no such key', code: 'NoSuchKey' },
        });
      }),
    );
    expect(segment?.subsegments).toMatchObject([
      {
        name: 's3',
        namespace: 'aws',
        error: true,
        http: { response: { status: 404 } },
        aws: { operation: 'GetObject', request_id: 'request-9', retries: 1 },
        cause: { exceptions: [{ type: 'NoSuchKey', message: 'no such key' }] },
      },
    ]);
    expect(headers['X-Amzn-Trace-Id']).toContain(
      `Parent=${String(segment?.subsegments?.[0]?.id)}`,
    );
  });

  it('give back untouched what is no AWS SDK and no client of it', () => {
    const other = { VERSION: 'none' };
    AWSXRay.setLogger({
      error: () => {},
      warn: () => {},
      info: () => {},
      debug: () => {},
    });
    expect(AWSXRay.captureAWS(other)).toBe(other);
    expect(AWSXRay.captureAWSClient(other)).toBe(other);
    expect(other).toEqual({ VERSION: 'none' });
  });
});
