import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { DeliveryRegistry } from '../../src/observability/index.js';
import {
  createTracerProvider,
  TraceRecorder,
} from '../../src/observability/request/index.js';
import { OtlpSink } from '../../src/observability/tracing/otlp-sink.js';
import type { OtlpOptions } from '../../src/observability/tracing/index.js';
import {
  type CountsAnswer,
  FREE_PORTS,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.js';

/** Records `count` traces of one span and hands them to a sink. */
function record(sink: OtlpSink, count: number): ReadableSpan[] {
  const spans: ReadableSpan[] = [];
  const recorder = new TraceRecorder();
  recorder.addSink(sink);
  recorder.addSink({
    name: 'spec',
    accept: (it) => {
      spans.push(...it.spans);
    },
  });
  const tracer = createTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'spec' }),
    recorder,
  }).getTracer('spec');
  for (let index = 0; index < count; index += 1) {
    tracer.startActiveSpan(`root ${String(index)}`, (root) => {
      root.setAttributes({ text: 'käse 🧀', number: 1.5, list: ['a', 'b'] });
      root.end();
    });
  }
  return spans;
}

describe('OTLP delivery', () => {
  let sandbox: Sandbox;
  const sinks: OtlpSink[] = [];

  const sinkTo = (options: Partial<OtlpOptions> = {}): OtlpSink => {
    const sink = new OtlpSink(
      {
        url: `${sandbox.endpoints.otlp}/v1/traces`,
        headers: { 'x-honeycomb-team': 'key' },
        maxBatchAgeMs: 5,
        ...options,
      },
      new DeliveryRegistry(),
    );
    sinks.push(sink);
    return sink;
  };

  const counts = async (): Promise<{ records: number; violations: number }> => {
    const answer = await fetch(`${sandbox.endpoints.query}/api/counts`);
    const { counts: all }: CountsAnswer = JSON.parse(await answer.text());
    return all.otlp;
  };

  beforeEach(async () => {
    sandbox = await startSandbox({ ports: FREE_PORTS });
  });

  afterEach(async () => {
    await Promise.all(sinks.splice(0).map(({ queue }) => queue.close()));
    await sandbox.close();
  });

  it.each([
    { protocol: 'http/protobuf', compression: 'none' },
    { protocol: 'http/protobuf', compression: 'gzip' },
    { protocol: 'http/json', compression: 'none' },
    { protocol: 'http/json', compression: 'gzip' },
  ] as const)('delivers by $protocol, $compression', async (options) => {
    const sink = sinkTo(options);
    const [span] = record(sink, 1);

    expect(await sink.queue.flush(5000)).toBe(0);
    const traceId = span?.spanContext().traceId ?? '';
    const answer = await fetch(
      `${sandbox.endpoints.query}/api/traces/${traceId}`,
    );
    expect(await answer.json()).toMatchObject({
      otlp: {
        spans: [
          {
            resource: { attributes: { 'service.name': 'spec' } },
            span: {
              spanId: span?.spanContext().spanId,
              name: 'root 0',
              attributes: { text: 'käse 🧀', number: 1.5, list: ['a', 'b'] },
            },
          },
        ],
      },
      violations: [],
    });
  });

  it('delivers 10,000 spans of one tick, where a batch processor keeps 2,560', async () => {
    const sink = sinkTo();
    record(sink, 10_000);

    expect(await sink.queue.flush(20_000)).toBe(0);
    expect(await counts()).toMatchObject({ records: 10_000, violations: 0 });
    expect(sink.queue.figures()).toMatchObject({
      accepted: 10_000,
      delivered: 10_000,
    });
  });

  it('keeps spans while the key is refused', async () => {
    const sink = sinkTo({ headers: {} });
    record(sink, 5);

    expect(await sink.queue.flush(300)).toBe(5);
    expect(sink.queue.figures()).toMatchObject({ queued: 5, delivered: 0 });
  });

  it('keeps spans while nobody listens, and delivers them once somebody does', async () => {
    const { port } = new URL(sandbox.endpoints.otlp);
    const sink = sinkTo();
    await sandbox.close();
    record(sink, 50);
    await expect.poll(() => sink.queue.figures().retried).toBeGreaterThan(0);

    sandbox = await startSandbox({
      ports: { ...FREE_PORTS, otlp: Number(port) },
    });
    expect(await sink.queue.flush(10_000)).toBe(0);
    expect((await counts()).records).toBe(50);
  });

  it('counts what a partial success turned away, and sends nothing twice', async () => {
    const sink = sinkTo();
    const good = record(sink, 3);
    const [bad] = record(sink, 1);
    Object.assign(bad?.spanContext() ?? {}, { spanId: '0'.repeat(16) });

    expect(await sink.queue.flush(5000)).toBe(0);
    expect(sink.queue.figures()).toMatchObject({
      delivered: good.length,
      dropped: { refused: 1 },
    });
    expect(await counts()).toMatchObject({ requests: 1, records: 3 });
  });

  it.each([
    ['http/protobuf', 'OK'],
    ['http/protobuf', '{}'],
    ['http/json', 'null'],
  ] as const)(
    'sends nothing twice when a success by %s says %s',
    async (protocol, body) => {
      let requests = 0;
      const server = createServer((request, response) => {
        requests += 1;
        request.resume().once('end', () => response.end(body));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const sink = sinkTo({
        url: `http://127.0.0.1:${String(port)}`,
        protocol,
      });
      record(sink, 1);

      expect(await sink.queue.flush(3000)).toBe(0);
      expect(sink.queue.figures()).toMatchObject({ delivered: 1, retried: 0 });
      expect(requests).toBe(1);
      server.closeAllConnections();
      server.close();
    },
  );
});
