import type { DeliveryRegistry } from '../delivery/index.js';
import type { RequestObserver } from '../request/index.js';
import { observeDelivery } from './delivery-instruments.js';
import { observeCalls } from './http/client-metrics.js';
import { observeServer } from './http/server-metrics.js';
import { MetricsCollector } from './metrics-collector.js';
import { MetricsExport } from './metrics-export.js';
import type { MetricsModuleOptions } from './metrics.options.js';
import type { OnDemandReader } from './on-demand.reader.js';
import { PrometheusText } from './prometheus/prometheus-text.service.js';
import { watchGarbageCollection } from './runtime/garbage-collection.js';

const DEFAULT_INTERVAL_MS = 60_000;

/** The metrics of one application: what it measures, and who takes it. */
export class RunningMetrics {
  readonly prometheus: PrometheusText | undefined;
  private readonly metricsExport: MetricsExport | undefined;
  private readonly ends: (() => void)[];

  constructor(
    reader: OnDemandReader,
    {
      otlp,
      prometheus,
      intervalMs = DEFAULT_INTERVAL_MS,
    }: MetricsModuleOptions,
    deliveries: DeliveryRegistry,
    observer: RequestObserver | undefined,
  ) {
    observeCalls();
    this.ends = [
      observeDelivery(deliveries),
      watchGarbageCollection(),
      ...(observer === undefined ? [] : [observeServer(observer)]),
    ];
    const collector = (): MetricsCollector => {
      const made = new MetricsCollector(reader);
      this.ends.push(() => {
        made.stop();
      });
      return made;
    };
    if (otlp !== undefined) {
      this.metricsExport = new MetricsExport(collector(), otlp, deliveries);
      this.metricsExport.start(intervalMs);
    }
    if (prometheus !== undefined) {
      this.prometheus = new PrometheusText(collector());
    }
  }

  /** Collects once more for OTLP, and measures no longer. */
  async stop(): Promise<void> {
    await this.metricsExport?.stop();
    for (const end of this.ends) {
      end();
    }
  }
}
