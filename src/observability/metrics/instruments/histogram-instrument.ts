import type { Attributes, HrTime, SpanContext } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type HistogramMetricData,
} from '@opentelemetry/sdk-metrics';
import { AttributeSets } from './attribute-sets.js';
import { HistogramSeries } from './histogram-series.js';
import { descriptorOf, type InstrumentFacts } from './instrument-facts.js';
import { MAX_SERIES, OVERFLOW } from './max-series.js';

/** Source: OpenTelemetry metrics SDK specification, "Explicit Bucket Histogram Aggregation". */
const DEFAULT_BOUNDARIES = [
  0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000,
];

/**
 * A histogram with exemplars, which OpenTelemetry's SDK for JavaScript has not. A series that is recorded often can be held,
 * so that no attributes are looked up for it again.
 */
export class HistogramInstrument {
  private readonly sets = new AttributeSets();
  private readonly series = new Map<Attributes, HistogramSeries>();
  private readonly boundaries: readonly number[];

  constructor(
    readonly facts: InstrumentFacts,
    boundaries: readonly number[] = DEFAULT_BOUNDARIES,
  ) {
    this.boundaries = [...boundaries].toSorted((a, b) => a - b);
  }

  /** The series of one attribute set that holds nothing of a user's; one for all that are beyond the limit. */
  seriesOf(fixed: Attributes): HistogramSeries {
    const attributes =
      this.series.size < MAX_SERIES - 1 || this.series.has(fixed)
        ? fixed
        : OVERFLOW;
    let series = this.series.get(attributes);
    if (series === undefined) {
      series = new HistogramSeries(attributes, this.boundaries);
      this.series.set(attributes, series);
    }
    return series;
  }

  /** Records with attributes that may hold anything. Never throws; ignores what is no finite number. */
  record(value: number, attributes?: Attributes, span?: SpanContext): void {
    if (Number.isFinite(value)) {
      this.seriesOf(this.sets.of(attributes)).record(value, span);
    }
  }

  /** @returns undefined while nothing was recorded */
  read(endTime: HrTime): HistogramMetricData | undefined {
    const dataPoints = [...this.series.values()]
      .filter((each) => !each.isEmpty)
      .map((each) => each.read(endTime));
    return dataPoints.length === 0
      ? undefined
      : {
          descriptor: descriptorOf(this.facts),
          dataPointType: DataPointType.HISTOGRAM,
          aggregationTemporality: AggregationTemporality.CUMULATIVE,
          dataPoints,
        };
  }
}
