import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { OnDemandReader } from './on-demand.reader.js';
import { ownMetrics } from './own-metrics.js';
import { RuntimeMetrics } from './runtime/runtime-metrics.js';

/** Time that callbacks of observable instruments have, in milliseconds. */
const COLLECT_LIMIT_MS = 5000;

export interface Collection {
  readonly resourceMetrics: ResourceMetrics;
  /** What callbacks of observable instruments threw. */
  readonly errors: readonly unknown[];
}

/** Collects all metrics of the process for one that takes them; what is of the time between two collections is its own. */
export class MetricsCollector {
  private readonly runtime = new RuntimeMetrics();

  constructor(private readonly reader: OnDemandReader) {}

  /** All since the start of the process. */
  async collect(): Promise<Collection> {
    const { resourceMetrics, errors } = await this.reader.collect({
      timeoutMillis: COLLECT_LIMIT_MS,
    });
    const { resource, scopeMetrics } = resourceMetrics;
    await resource.waitForAsyncAttributes?.();
    return {
      resourceMetrics: {
        resource,
        scopeMetrics: [
          ...scopeMetrics,
          ...ownMetrics.read(),
          this.runtime.read(),
        ],
      },
      errors,
    };
  }

  stop(): void {
    this.runtime.stop();
  }
}
