import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { processResource } from '../request/index.js';
import { processMeters } from './meters/process-meters.js';
import type { MetricsModuleOptions } from './metrics.options.js';
import { OnDemandReader } from './on-demand.reader.js';
import { ownMetrics } from './own-metrics.js';

let reader: OnDemandReader | undefined;

/**
 * Starts this process's metrics. Call it after `startTracing`, whose resource they have; instruments may have been made
 * before. MetricsModule calls it too, and the first call counts.
 *
 * @returns what reads the SDK's metrics, for all who take them; undefined when they go nowhere
 */
export function startMetrics({
  otlp,
  prometheus,
  enabled = true,
}: MetricsModuleOptions): OnDemandReader | undefined {
  if ((otlp === undefined && prometheus === undefined) || !enabled) {
    return undefined;
  }
  if (reader === undefined) {
    reader = new OnDemandReader();
    processMeters.start(
      new MeterProvider({ resource: processResource(), readers: [reader] }),
    );
    ownMetrics.isOn = true;
  }
  return reader;
}
