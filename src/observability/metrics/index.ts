export {
  type MeasuredFailure,
  type MeasuredQuery,
  measureQuery,
} from './database/query-metrics.js';
export {
  observePool,
  type PoolFigures,
  type PoolRecorder,
} from './database/pool-metrics.js';
export { MetricsEndpoint } from './metrics-endpoint.service.js';
export { MetricsModule } from './metrics.module.js';
export type {
  MetricsModuleOptions,
  OtlpMetricsOptions,
  PrometheusOptions,
  PrometheusServerOptions,
} from './metrics.options.js';
export type { PrometheusAnswer } from './prometheus/prometheus-text.service.js';
export { startMetrics } from './start-metrics.js';
export type {
  Counter,
  Gauge,
  Histogram,
  UpDownCounter,
} from '@opentelemetry/api';
export { MetricService } from 'nestjs-otel/lib/metrics/metric.service.js';
export {
  OtelCounter,
  OtelGauge,
  OtelHistogram,
  OtelInstanceCounter,
  OtelMethodCounter,
  OtelObservableCounter,
  OtelObservableGauge,
  OtelObservableUpDownCounter,
  OtelUpDownCounter,
} from 'nestjs-otel/lib/metrics/decorators/index.js';
