import { MetricReader } from '@opentelemetry/sdk-metrics';

/**
 * Reads metrics when it is asked to, cumulatively. OpenTelemetry's own periodic reader is not used, as its timer, its time
 * limit and what becomes of a failed export are its own.
 */
export class OnDemandReader extends MetricReader {
  protected override onShutdown(): Promise<void> {
    return Promise.resolve();
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve();
  }
}
