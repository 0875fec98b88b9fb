export { MetricsModule } from './metrics.module.js';
export type {
  MetricsModuleOptions,
  OtlpMetricsOptions,
} from './metrics.options.js';
export { startMetrics } from './start-metrics.js';
