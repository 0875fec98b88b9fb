import { Injectable } from '@nestjs/common';
import { NoTrace } from '../request/index.js';
import type { PrometheusServerOptions } from './metrics.options.js';
import type {
  PrometheusAnswer,
  PrometheusText,
} from './prometheus/prometheus-text.service.js';
import { PrometheusServer } from './prometheus/prometheus.server.js';

/** What Prometheus reads: by a port of its own, or by whoever injects this. */
@NoTrace()
@Injectable()
export class MetricsEndpoint {
  private text: PrometheusText | undefined;
  private server: PrometheusServer | undefined;

  /** Where the port of its own answers; undefined where there is none. */
  get url(): string | undefined {
    return this.server?.url;
  }

  /**
   * @param accept header of the request
   * @returns undefined where metrics are not for Prometheus
   */
  async read(
    accept: string | undefined,
  ): Promise<PrometheusAnswer | undefined> {
    return this.text?.read(accept);
  }

  /** @throws when the port can't be listened on */
  async open(
    text: PrometheusText,
    options: PrometheusServerOptions | undefined,
  ): Promise<void> {
    this.text = text;
    if (options !== undefined) {
      this.server = new PrometheusServer(text);
      await this.server.listen(options);
    }
  }

  async close(): Promise<void> {
    this.text = undefined;
    await this.server?.close();
  }
}
