import {
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
  Optional,
} from '@nestjs/common';
import { MetricService } from 'nestjs-otel/lib/metrics/metric.service.js';
import { DeliveryRegistry } from '../delivery/index.js';
import { RequestObserver } from '../request/index.js';
import { MetricsEndpoint } from './metrics-endpoint.service.js';
import {
  METRICS_OPTIONS,
  MetricsModuleClass,
} from './metrics.module-definition.js';
import type { MetricsModuleOptions } from './metrics.options.js';
import { RunningMetrics } from './running-metrics.js';
import { startMetrics } from './start-metrics.js';

/**
 * Collects the process's metrics, sends them by OTLP and serves them to Prometheus. nestjs-otel's MetricService can be
 * injected anywhere, and its metric decorators work; without a place for metrics to go, instruments do nothing.
 */
@Module({
  providers: [MetricService, MetricsEndpoint],
  exports: [MetricService, MetricsEndpoint],
})
export class MetricsModule
  extends MetricsModuleClass
  implements OnModuleInit, OnApplicationShutdown
{
  private readonly running: RunningMetrics | undefined;

  constructor(
    @Inject(METRICS_OPTIONS) private readonly options: MetricsModuleOptions,
    @Inject(DeliveryRegistry) deliveries: DeliveryRegistry,
    @Inject(MetricsEndpoint) private readonly endpoint: MetricsEndpoint,
    @Optional() @Inject(RequestObserver) observer?: RequestObserver,
  ) {
    super();
    const reader = startMetrics(options);
    if (reader !== undefined) {
      this.running = new RunningMetrics(reader, options, deliveries, observer);
    }
  }

  /** @throws when Prometheus's port can't be listened on */
  async onModuleInit(): Promise<void> {
    const { prometheus } = this.options;
    const text = this.running?.prometheus;
    if (prometheus !== undefined && text !== undefined) {
      await this.endpoint.open(text, prometheus.server);
    }
  }

  /** The last collection is queued before DeliveryModule, which stops after the modules that came after it, empties the queues. */
  async onApplicationShutdown(): Promise<void> {
    await this.endpoint.close();
    await this.running?.stop();
  }
}
