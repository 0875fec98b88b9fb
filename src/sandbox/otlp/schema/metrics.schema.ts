import { z } from 'zod';
import { keyValues, resource, scope } from './resource.schema.js';
import {
  count,
  double,
  field,
  int64,
  nanoseconds,
  spanId,
  traceId,
  text,
  uint64,
} from './scalars.js';

const zero = field(uint64, '0');
const number = field(double, 0);
const optionalNumber = double.optional();

const exemplar = z.object({
  filteredAttributes: keyValues,
  timeUnixNano: nanoseconds,
  asDouble: optionalNumber,
  asInt: int64.optional(),
  spanId,
  traceId,
});

const pointFields = {
  attributes: keyValues,
  startTimeUnixNano: nanoseconds,
  timeUnixNano: nanoseconds,
  flags: count,
};
const exemplars = field(z.array(exemplar), []);

const numberPoint = z.object({
  ...pointFields,
  asDouble: optionalNumber,
  asInt: int64.optional(),
  exemplars,
});

const histogramPoint = z.object({
  ...pointFields,
  count: zero,
  sum: optionalNumber,
  min: optionalNumber,
  max: optionalNumber,
  bucketCounts: field(z.array(uint64), []),
  explicitBounds: field(z.array(double), []),
  exemplars,
});

const buckets = field(
  z.object({ offset: count, bucketCounts: field(z.array(uint64), []) }),
  { offset: 0, bucketCounts: [] },
);

const exponentialPoint = z.object({
  ...pointFields,
  count: zero,
  sum: optionalNumber,
  min: optionalNumber,
  max: optionalNumber,
  scale: count,
  zeroCount: zero,
  zeroThreshold: number,
  positive: buckets,
  negative: buckets,
  exemplars,
});

const summaryPoint = z.object({
  ...pointFields,
  count: zero,
  sum: number,
  quantileValues: field(
    z.array(z.object({ quantile: number, value: number })),
    [],
  ),
});

const pointsOf = <T>(point: z.ZodType<T>) => field(z.array(point), []);
const temporality = count;

const metric = z.object({
  name: text,
  description: text,
  unit: text,
  gauge: z.object({ dataPoints: pointsOf(numberPoint) }).optional(),
  sum: z
    .object({
      dataPoints: pointsOf(numberPoint),
      aggregationTemporality: temporality,
      isMonotonic: field(z.boolean(), false),
    })
    .optional(),
  histogram: z
    .object({
      dataPoints: pointsOf(histogramPoint),
      aggregationTemporality: temporality,
    })
    .optional(),
  exponentialHistogram: z
    .object({
      dataPoints: pointsOf(exponentialPoint),
      aggregationTemporality: temporality,
    })
    .optional(),
  summary: z.object({ dataPoints: pointsOf(summaryPoint) }).optional(),
});

/** A metric as it was decoded. */
export type DecodedMetric = z.output<typeof metric>;
/** A histogram's point as it was decoded. */
export type DecodedHistogramPoint = z.output<typeof histogramPoint>;

/** `ExportMetricsServiceRequest`, from either encoding. */
export const exportMetricsRequest = z.object({
  resourceMetrics: field(
    z.array(
      z.object({
        resource,
        scopeMetrics: field(
          z.array(z.object({ scope, metrics: field(z.array(metric), []) })),
          [],
        ),
      }),
    ),
    [],
  ),
});
