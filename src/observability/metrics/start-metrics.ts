import { metrics } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { processResource } from '../request/index.js';
import type { MetricsModuleOptions } from './metrics.options.js';
import { OnDemandReader } from './on-demand.reader.js';

let reader: OnDemandReader | undefined;

/**
 * Makes this process's meter provider and sets it as OpenTelemetry's global one. Call it after `startTracing` and before
 * Nest is created: an instrument that was made before does nothing for ever. MetricsModule calls it too, and the first
 * call counts, as the global provider can be set only once.
 *
 * @returns what reads all metrics of the process; undefined when they go nowhere
 */
export function startMetrics({
  otlp,
  enabled = true,
}: MetricsModuleOptions): OnDemandReader | undefined {
  if (otlp === undefined || !enabled) {
    return undefined;
  }
  if (reader === undefined) {
    reader = new OnDemandReader();
    metrics.setGlobalMeterProvider(
      new MeterProvider({ resource: processResource(), readers: [reader] }),
    );
  }
  return reader;
}
