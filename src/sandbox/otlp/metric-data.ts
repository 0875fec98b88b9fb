import type {
  OtlpDataPoint,
  OtlpMetric,
  OtlpMetricType,
} from '../store/records.js';
import { toAttributes } from './attributes.js';
import type { KeyValue } from './schema/any-value.js';
import type { DecodedMetric } from './schema/metrics.schema.js';

/** A point of any type, with what all types share. */
type DecodedPoint = {
  readonly attributes: readonly KeyValue[];
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
};

/** The one kind of data a metric carries. */
export interface MetricData {
  readonly type: OtlpMetricType;
  readonly dataPoints: readonly DecodedPoint[];
  readonly aggregationTemporality?: number;
  readonly isMonotonic?: boolean;
}

/** Finds the data of a metric; `undefined` when it carries none. */
export function dataOf(metric: DecodedMetric): MetricData | undefined {
  const { gauge, sum, histogram, exponentialHistogram, summary } = metric;
  if (gauge) return { type: 'gauge', ...gauge };
  if (sum) return { type: 'sum', ...sum };
  if (histogram) return { type: 'histogram', ...histogram };
  if (exponentialHistogram) {
    return { type: 'exponentialHistogram', ...exponentialHistogram };
  }
  return summary && { type: 'summary', ...summary };
}

/** The metric as it is kept. */
export function toMetric(
  { name, description, unit }: DecodedMetric,
  { dataPoints, ...data }: MetricData,
): OtlpMetric {
  return {
    name,
    description,
    unit,
    ...data,
    dataPoints: dataPoints.map((point): OtlpDataPoint => ({
      ...point,
      attributes: toAttributes(point.attributes),
    })),
  };
}
