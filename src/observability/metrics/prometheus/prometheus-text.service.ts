import { TroubleReporter } from '../../delivery/index.js';
import type { MetricsCollector } from '../metrics-collector.js';
import { metricsText } from './metrics-text.js';
import { acceptedFormat } from './text-format.js';

/** One answer to Prometheus. */
export interface PrometheusAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** All metrics of the process as text; requests that come at once are one collection. */
export class PrometheusText {
  private readonly trouble = new TroubleReporter('prometheus');
  private running: ReturnType<MetricsCollector['collect']> | undefined;

  constructor(private readonly collector: MetricsCollector) {}

  /**
   * @param accept header of the request: OpenMetrics, with exemplars, where it asks for it
   * @throws when metrics can't be collected
   */
  async read(accept: string | undefined): Promise<PrometheusAnswer> {
    this.running ??= this.collector.collect().finally(() => {
      this.running = undefined;
    });
    const { resourceMetrics, errors } = await this.running;
    if (errors.length > 0) {
      this.trouble.report(
        `${String(errors.length)} instruments could not be read: ${String(errors[0])}`,
      );
    }
    const format = acceptedFormat(accept);
    return {
      contentType: format.contentType,
      body: metricsText(resourceMetrics, format),
    };
  }
}
