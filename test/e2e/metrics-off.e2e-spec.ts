import { metrics } from '@opentelemetry/api';
import { PerformanceObserver } from 'node:perf_hooks';
import {
  DeliveryRegistry,
  MetricsEndpoint,
} from '../../src/observability/index.js';
import { ownMetrics } from '../../src/observability/metrics/own-metrics.js';
import { startTestApp } from '../support/start-app.js';

describe('without metrics', () => {
  it.each([
    [{ OTEL_METRICS_EXPORTER: 'none' }],
    [{ OTEL_METRICS_EXPORTER: 'otlp,prometheus', OTEL_SDK_DISABLED: 'true' }],
  ])('nothing is measured, sent or served: %j', async (environment) => {
    const observe = vi.spyOn(PerformanceObserver.prototype, 'observe');
    const app = await startTestApp({
      OTEL_EXPORTER_PROMETHEUS_PORT: '0',
      ...environment,
    });
    try {
      await (await fetch(`${app.url}/api/activities/home`)).text();
      metrics.getMeter('spec').createCounter('spec.unheard').add(1);
      const endpoint = app.get(MetricsEndpoint);
      expect(endpoint.url).toBeUndefined();
      expect(await endpoint.read(undefined)).toBeUndefined();
      expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
      expect(Object.keys(app.get(DeliveryRegistry).figures())).not.toContain(
        'otlp-metrics',
      );
      const told = ownMetrics
        .read()
        .flatMap(({ metrics: all }) =>
          all.map(({ descriptor }) => descriptor.name),
        );
      expect(told.filter((name) => /duration|size|time$/.test(name))).toEqual(
        [],
      );
      expect(observe).not.toHaveBeenCalled();
    } finally {
      await app.close();
    }
  });
});
