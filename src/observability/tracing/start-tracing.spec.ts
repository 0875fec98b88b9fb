import { trace } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  InMemorySpanExporter,
} from '@opentelemetry/sdk-trace';
import { flushSpanProcessors, startTracing } from './start-tracing.js';

describe('startTracing', () => {
  const exporter = new InMemorySpanExporter();

  beforeAll(() => {
    startTracing({
      serviceName: 'spec',
      serviceVersion: '1.2.3',
      environment: 'test',
      spanProcessors: [
        new BatchSpanProcessor({ exporter, scheduledDelayMillis: 60_000 }),
      ],
    });
  });

  it('gives span processors of one’s own a ReadableSpan, and flushes them', async () => {
    const tracer = trace.getTracer('spec');
    tracer.startSpan('batched', { attributes: { size: 3 } }).end();
    expect(exporter.getFinishedSpans()).toHaveLength(0);

    await flushSpanProcessors(5000);
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ name: 'batched', attributes: { size: 3 } });
    expect(span?.resource.attributes).toMatchObject({
      'service.name': 'spec',
      'service.version': '1.2.3',
      'deployment.environment.name': 'test',
    });
    expect(span?.resource.attributes).not.toHaveProperty(
      'process.command_args',
    );
  });

  it('keeps no more of an attribute than Honeycomb takes', async () => {
    exporter.reset();
    trace
      .getTracer('spec')
      .startSpan('long', { attributes: { text: '語'.repeat(70_000) } })
      .end();

    await flushSpanProcessors(5000);
    const text = String(exporter.getFinishedSpans()[0]?.attributes['text']);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(text).toMatch(/^語{21000,}…\[cut, 210000 bytes in all\]$/);
  });

  it('lets the first start count', async () => {
    startTracing({ serviceName: 'another' });
    exporter.reset();
    trace.getTracer('spec').startSpan('later').end();

    await flushSpanProcessors(5000);
    expect(
      exporter.getFinishedSpans()[0]?.resource.attributes['service.name'],
    ).toBe('spec');
  });
});
