import { createServer } from 'node:http';
import { once } from 'node:events';
import { metrics } from '@opentelemetry/api';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import {
  MetricsEndpoint,
  MetricService,
  OtelHistogram,
  type Histogram,
} from '../../src/observability/index.js';
import { MetricReader } from '../support/metric-reader.js';
import { parseMetrics } from '../support/prometheus-text.js';
import { startTestApp, type TestApp } from '../support/start-app.js';

/** Made while files are loaded, long before the SDK starts. */
const early = metrics.getMeter('spec').createCounter('spec.early', {
  unit: '{thing}',
});

@Injectable()
class Till {
  constructor(readonly service: MetricService) {}
}

@Controller('till')
class TillController {
  constructor(private readonly till: Till) {}

  @Get('pay')
  pay(
    @OtelHistogram('spec.amount', { unit: 'EUR' }) amount: Histogram,
  ): string {
    const { service } = this.till;
    // The name of a histogram too: nestjs-otel's own cache would hand out that.
    service.getCounter('spec.amount').add(1, {
      coupon: 'password=hunter2',
      api_key: 'abc',
    });
    amount.record(12.5, { currency: 'EUR' });
    early.add(1);
    return 'paid';
  }

  @Get('call')
  async call(): Promise<string> {
    const server = createServer((_, response) => response.end('there'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await fetch(`http://127.0.0.1:${String(port)}/`);
    const text = await answer.text();
    server.closeAllConnections();
    server.close();
    return text;
  }
}

@Module({ controllers: [TillController], providers: [Till] })
class TillModule {}

const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0';

describe('metrics', () => {
  let app: TestApp;
  let url: string;
  let closed: Promise<void> | undefined;

  const close = (): Promise<void> => (closed ??= app.close());

  beforeAll(async () => {
    app = await startTestApp(
      {
        OTEL_METRICS_EXPORTER: 'prometheus,otlp',
        OTEL_EXPORTER_PROMETHEUS_PORT: '0',
        OTEL_METRIC_EXPORT_INTERVAL: '1000',
      },
      { modules: [TillModule] },
    );
    url = app.get(MetricsEndpoint).url ?? '';
  });

  afterAll(() => close());

  const read = () => MetricReader.read(app.sandbox.endpoints.query);
  const scrape = async (accept?: string) => {
    const response = await fetch(url, accept ? { headers: { accept } } : {});
    const text = await response.text();
    return { response, text };
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('count what the application does, for both who take them', async () => {
    await post('/api/activities', { message: 'one', ttl: '1-hour' });
    const created = await post('/api/activities', {
      message: 'two',
      ttl: '1-day',
    });
    const { uuid }: { uuid: string } = JSON.parse(await created.text());
    await post(`/api/activities/${uuid}/reply`, { message: 'three' });
    await post('/api/messages', {
      message: 'hi',
      user_receiver_handle: 'bayko',
    });
    await post('/api/messages', {
      message: 'hi',
      user_receiver_handle: 'nobody',
    });
    await fetch(`${app.url}/api/activities/search?term=one`);

    await expect
      .poll(async () => (await read()).total('cruddur.message.sent'), {
        timeout: 10_000,
      })
      .toBe(1);
    await expect
      .poll(async () => (await read()).total('cruddur.activity.searches'), {
        timeout: 10_000,
      })
      .toBe(1);
    const otlp = await read();
    expect(otlp.total('cruddur.activity.created')).toBe(2);
    expect(
      otlp.points('cruddur.activity.created', {
        'cruddur.activity.ttl': '1-day',
      }),
    ).toHaveLength(1);
    expect(otlp.total('cruddur.reply.created')).toBe(1);
    expect(otlp.metric('cruddur.reply.created').unit).toBe('{reply}');

    const families = parseMetrics((await scrape()).text, 'text');
    expect(families.get('cruddur_message_sent_total')?.samples).toMatchObject([
      { value: 1 },
    ]);
    expect(families.get('cruddur_activity_created_total')?.type).toBe(
      'counter',
    );
  }, 40_000);

  it('count with instruments made before the start, and by kind, not by name alone', async () => {
    expect(await (await fetch(`${app.url}/till/pay`)).text()).toBe('paid');
    await expect
      .poll(async () => (await read()).total('spec.early'), { timeout: 10_000 })
      .toBe(1);
    const otlp = await read();
    const types = otlp.names().filter((name) => name === 'spec.amount').length;
    expect(types).toBeGreaterThan(0);
    const { text } = await scrape();
    expect(text).toContain('spec_amount_total{');
    expect(text).toContain('spec_amount_EUR_bucket{');
    expect(text).not.toMatch(/hunter2|api_key="abc"/);
    expect(text).toContain('api_key="[redacted]"');
  }, 30_000);

  it('lead from a duration to a trace, by OTLP and by OpenMetrics', async () => {
    const answer = await fetch(`${app.url}/api/activities/home`);
    const traceId = (answer.headers.get('traceparent') ?? '').split('-')[1];
    await answer.text();
    const { response, text } = await scrape(OPEN_METRICS);
    expect(response.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const duration = parseMetrics(text, 'openmetrics').get(
      'http_server_request_duration_seconds',
    );
    expect(duration).toMatchObject({ type: 'histogram', unit: 'seconds' });
    const exemplars = duration?.samples.flatMap(({ labels, exemplar }) =>
      labels['http_route'] === '/api/activities/home' && exemplar
        ? [exemplar.labels['trace_id']]
        : [],
    );
    expect(exemplars).toContain(traceId);

    const ofHome = async () =>
      (await read())
        .points('http.server.request.duration', {
          'http.route': '/api/activities/home',
        })
        .flatMap(({ exemplars: all }) => all);
    await expect.poll(ofHome, { timeout: 10_000 }).toContainEqual(
      expect.objectContaining({
        traceId,
        spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
      }),
    );
    const queries = (await read())
      .points('db.client.operation.duration')
      .flatMap(({ exemplars: all }) => all);
    expect(queries).toContainEqual(expect.objectContaining({ traceId }));
  }, 30_000);

  it('tell of queries and of the pool', async () => {
    const otlp = await read();
    const [select] = otlp.points('db.client.operation.duration', {
      'db.operation.name': 'SELECT',
    });
    expect(select?.attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.namespace': expect.any(String),
      'db.query.summary': expect.stringContaining('SELECT'),
    });
    expect(select?.['explicitBounds']).toEqual([
      0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10,
    ]);
    expect(otlp.metric('db.client.operation.duration').unit).toBe('s');
    const states = otlp
      .points('db.client.connection.count')
      .map(({ attributes }) => attributes['db.client.connection.state']);
    expect(new Set(states)).toEqual(new Set(['idle', 'used']));
    expect(otlp.total('db.client.connection.limit')).toBeGreaterThan(0);
    expect(otlp.points('db.client.connection.pending_requests')).toHaveLength(
      1,
    );
  });

  it('tell of calls to other services', async () => {
    expect(await (await fetch(`${app.url}/till/call`)).text()).toBe('there');
    await expect
      .poll(async () => (await read()).total('http.client.request.duration'), {
        timeout: 10_000,
      })
      .toBe(1);
    const [call] = (await read()).points('http.client.request.duration');
    expect(call?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'server.address': '127.0.0.1',
      'server.port': expect.any(Number),
    });
    expect(call?.['exemplars']).toHaveLength(1);
  }, 30_000);

  it('tell of the process, V8 and Node', async () => {
    const otlp = await read();
    for (const name of ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99']) {
      const metric = otlp.metric(`nodejs.eventloop.delay.${name}`);
      expect([metric.type, metric.unit]).toEqual(['gauge', 's']);
    }
    const [{ asDouble: utilization } = { asDouble: -1 }] = otlp.points(
      'nodejs.eventloop.utilization',
    );
    expect(utilization).toBeGreaterThanOrEqual(0);
    expect(utilization).toBeLessThanOrEqual(1);
    expect(otlp.points('nodejs.eventloop.time')).toHaveLength(2);
    const [old] = otlp.points('v8js.memory.heap.used', {
      'v8js.heap.space.name': 'old_space',
    });
    expect(old?.['asDouble']).toBeGreaterThan(1e6);
    expect(otlp.total('process.memory.usage')).toBeGreaterThan(1e7);
    expect(otlp.total('process.cpu.time')).toBeGreaterThan(0);
    expect(otlp.points('process.cpu.utilization')).toHaveLength(2);
    const gc = otlp.points('v8js.gc.duration');
    expect(gc.length).toBeGreaterThan(0);
    expect(gc[0]?.['explicitBounds']).toEqual([0.01, 0.1, 1, 10]);
  });

  it('are text that Prometheus reads, with the figures of delivery, and the same values as by OTLP', async () => {
    const { response, text } = await scrape();
    expect(response.headers.get('content-type')).toBe(
      'text/plain; version=0.0.4; charset=utf-8',
    );
    const families = parseMetrics(text, 'text');
    expect(families.get('target_info')?.samples[0]?.labels).toMatchObject({
      service_name: 'cruddur',
    });
    expect(
      families.get('telemetry_delivery_accepted_total')?.samples.length,
    ).toBeGreaterThan(1);
    expect(families.get('nodejs_eventloop_utilization_ratio')).toBeDefined();
    expect(families.get('process_memory_usage_bytes')).toBeDefined();
    const samples =
      families.get('http_server_request_duration_seconds')?.samples ?? [];
    const served = samples
      .filter(({ name }) => name.endsWith('_count'))
      .reduce((sum, { value }) => sum + value, 0);
    await expect
      .poll(async () => (await read()).total('http.server.request.duration'), {
        timeout: 10_000,
      })
      .toBe(served);
    parseMetrics((await scrape(OPEN_METRICS)).text, 'openmetrics');
    expect(app.sandbox.store.violations()).toEqual([]);
  }, 30_000);

  it('have a port that answers GET /metrics, and nothing else', async () => {
    const origin = new URL(url).origin;
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(`${origin}/metrics?x=1`)).status).toBe(200);
    const statuses = await Promise.all(
      [
        ['GET', '/'],
        ['GET', '/metricsx'],
        ['GET', '/api/activities/home'],
        ['POST', '/metrics'],
        ['HEAD', '/metrics'],
        ['DELETE', '/metrics'],
      ].map(async ([method = '', path = '']) => {
        const { status } = await fetch(`${origin}${path}`, { method });
        return status;
      }),
    );
    expect(statuses).toEqual([404, 404, 404, 405, 405, 405]);
    // Nor does the API answer it.
    expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
  });

  it('are one collection for many who ask at once', async () => {
    const texts = await Promise.all(Array.from({ length: 12 }, () => scrape()));
    expect(texts.every(({ response }) => response.status === 200)).toBe(true);
  });

  it('have a port that ends with the application', async () => {
    await close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
