import { parse } from 'yaml';
import { z } from 'zod';
import { environmentOf, readComposeFile, serviceOf } from './compose-file.js';
import { readRepositoryFile } from './read-file.js';

const collectorSchema = z.object({
  extensions: z.record(z.string(), z.object({ endpoint: z.string() })),
  receivers: z.object({
    otlp: z.object({
      protocols: z.object({ http: z.object({ endpoint: z.string() }) }),
    }),
  }),
  processors: z.record(z.string(), z.record(z.string(), z.unknown())),
  exporters: z.record(
    z.string(),
    z.object({
      endpoint: z.string(),
      headers: z.record(z.string(), z.string()),
      sending_queue: z.object({ enabled: z.boolean() }),
      retry_on_failure: z.object({ enabled: z.boolean() }),
    }),
  ),
  service: z.object({
    extensions: z.array(z.string()),
    pipelines: z.record(
      z.string(),
      z.object({
        receivers: z.array(z.string()),
        processors: z.array(z.string()),
        exporters: z.array(z.string()),
      }),
    ),
  }),
});

describe('deploy/otel-collector.yaml', () => {
  const text = readRepositoryFile('deploy/otel-collector.yaml');
  const content: unknown = parse(text);
  const collector = collectorSchema.parse(content);
  const compose = readComposeFile();
  const service = serviceOf(compose, 'otel-collector');

  it('receives where the backend sends', () => {
    const { endpoint } = collector.receivers.otlp.protocols.http;
    const backend = environmentOf(serviceOf(compose, 'backend'));
    const url = new URL(backend['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '');
    expect(url.hostname).toBe('otel-collector');
    expect(endpoint).toBe(`0.0.0.0:${url.port}`);
  });

  it('limits its memory before it batches, below the limit of its container', () => {
    const { traces } = collector.service.pipelines;
    expect(traces?.processors).toEqual(['memory_limiter', 'batch']);
    expect(collector.processors['memory_limiter']).toMatchObject({
      limit_mib: 200,
    });
  });

  it('queues and retries on the way to Honeycomb, with the key from its environment', () => {
    const [exporter] = Object.values(collector.exporters);
    expect(exporter).toMatchObject({
      sending_queue: { enabled: true },
      retry_on_failure: { enabled: true },
    });
    expect(exporter?.headers).toEqual({
      'x-honeycomb-team': '${env:HONEYCOMB_API_KEY:-}',
    });
  });

  it('uses nothing that it does not define, and serves its health', () => {
    const { pipelines, extensions } = collector.service;
    expect(extensions).toEqual(['health_check']);
    expect(Object.keys(collector.extensions)).toEqual(extensions);
    for (const pipeline of Object.values(pipelines)) {
      expect(Object.keys(collector.exporters)).toEqual(pipeline.exporters);
      expect(Object.keys(collector.processors)).toEqual(pipeline.processors);
      expect(Object.keys(collector.receivers)).toEqual(pipeline.receivers);
    }
  });

  it('is mounted where the Collector looks, and its variables are passed on', () => {
    const target = '/etc/otelcol/config.yaml';
    expect(service.volumes).toEqual([
      `./deploy/otel-collector.yaml:${target}:ro`,
    ]);
    expect(service.command).toEqual([`--config=${target}`]);
    const read = [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name]) => name);
    expect(new Set(Object.keys(service.environment))).toEqual(new Set(read));
  });
});
