import type { MetricRecord } from '../../src/sandbox/index.js';
import type { MetricsAnswer } from '../../src/sandbox/index.js';

type Point = MetricRecord['metric']['dataPoints'][number];

/** What the sandbox has of the process's metrics, as they came by OTLP. */
export class MetricReader {
  private constructor(private readonly records: readonly MetricRecord[]) {}

  /** @param queryUrl of the sandbox */
  static async read(queryUrl: string): Promise<MetricReader> {
    const response = await fetch(`${queryUrl}/api/metrics`);
    const answer: MetricsAnswer = JSON.parse(await response.text());
    return new MetricReader(answer.metrics);
  }

  names(): readonly string[] {
    return this.records.map(({ metric }) => metric.name);
  }

  /** @throws Error when there is none of that name */
  metric(name: string): MetricRecord['metric'] {
    const record = this.records.find(({ metric }) => metric.name === name);
    if (record === undefined) {
      throw new Error(`No ${name} among ${this.names().join(', ')}`);
    }
    return record.metric;
  }

  /** The points of a metric that have all of these attributes; none where there is no such metric. */
  points(
    name: string,
    attributes: Readonly<Record<string, unknown>> = {},
  ): readonly Point[] {
    return this.records
      .filter(({ metric }) => metric.name === name)
      .flatMap(({ metric }) => metric.dataPoints)
      .filter((point) =>
        Object.entries(attributes).every(
          ([key, value]) => point.attributes[key] === value,
        ),
      );
  }

  /** The sum of a counter's points, or the number of measurements of a histogram's. */
  total(
    name: string,
    attributes: Readonly<Record<string, unknown>> = {},
  ): number {
    return this.points(name, attributes).reduce(
      (sum, { count, asDouble, asInt }) =>
        sum + Number(count ?? asDouble ?? asInt ?? 0),
      0,
    );
  }
}
