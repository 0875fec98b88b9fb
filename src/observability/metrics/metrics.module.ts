import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { MetricService } from 'nestjs-otel';
import { DeliveryRegistry } from '../delivery/index.js';
import { observeDelivery } from './delivery-instruments.js';
import { MetricsExport } from './metrics-export.js';
import {
  METRICS_OPTIONS,
  MetricsModuleClass,
} from './metrics.module-definition.js';
import type { MetricsModuleOptions } from './metrics.options.js';
import { startMetrics } from './start-metrics.js';

const DEFAULT_INTERVAL_MS = 60_000;

/**
 * Collects the process's metrics and sends them by OTLP. nestjs-otel's MetricService can be injected anywhere, and its
 * metric decorators work; without a place to send metrics to, instruments do nothing.
 */
@Module({
  providers: [MetricService],
  exports: [MetricService],
})
export class MetricsModule
  extends MetricsModuleClass
  implements OnApplicationShutdown
{
  private readonly metricsExport: MetricsExport | undefined;
  private readonly stopObserving: (() => void) | undefined;

  constructor(
    @Inject(METRICS_OPTIONS) options: MetricsModuleOptions,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
  ) {
    super();
    const reader = startMetrics(options);
    if (reader !== undefined && options.otlp !== undefined) {
      this.metricsExport = new MetricsExport(reader, options.otlp, deliveries);
      this.stopObserving = observeDelivery(deliveries);
      this.metricsExport.start(options.intervalMs ?? DEFAULT_INTERVAL_MS);
    }
  }

  /** The last collection is queued before DeliveryModule, which stops after the modules that came after it, empties the queues. */
  async onApplicationShutdown(): Promise<void> {
    await this.metricsExport?.stop();
    this.stopObserving?.();
  }
}
