import type { Finding } from '../store/violation.js';
import { checkAttributes } from './attributes.js';
import { dataOf, type MetricData } from './metric-data.js';
import type {
  DecodedHistogramPoint,
  DecodedMetric,
} from './schema/metrics.schema.js';

const DELTA = 1;
const CUMULATIVE = 2;

/** Checks a metric against the comments of `metrics.proto`; a metric without a name or data, or a point with an attribute too long, is turned away. */
export function checkMetric(metric: DecodedMetric): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string, refused = false): void => {
    findings.push({ rule, message, refused });
  };
  if (metric.name === '') add('metric.name-empty', 'No name.', true);
  const data = dataOf(metric);
  if (!data) {
    add('metric.data-missing', `${metric.name} carries no data.`, true);
    return findings;
  }
  const { aggregationTemporality } = data;
  if (
    aggregationTemporality !== undefined &&
    aggregationTemporality !== DELTA &&
    aggregationTemporality !== CUMULATIVE
  ) {
    add(
      'metric.temporality',
      `${metric.name} has the aggregation temporality ${aggregationTemporality}.`,
    );
  }
  findings.push(...checkPoints(metric.name, data));
  for (const point of metric.histogram?.dataPoints ?? []) {
    findings.push(...checkHistogram(metric.name, point));
  }
  return findings;
}

function checkPoints(name: string, data: MetricData): Finding[] {
  return data.dataPoints.flatMap((point) => {
    const findings = checkAttributes(point.attributes, 'point');
    const time = BigInt(point.timeUnixNano);
    if (time === 0n) {
      findings.push({
        rule: 'point.time-missing',
        message: `A point of ${name} has no time.`,
        refused: false,
      });
    } else if (BigInt(point.startTimeUnixNano) > time) {
      findings.push({
        rule: 'point.end-before-start',
        message: `A point of ${name} ends before it starts.`,
        refused: false,
      });
    }
    return findings;
  });
}

function checkHistogram(name: string, point: DecodedHistogramPoint): Finding[] {
  const findings: Finding[] = [];
  const { bucketCounts, explicitBounds } = point;
  const add = (rule: string, message: string): void => {
    findings.push({ rule, message: `${name}: ${message}`, refused: false });
  };
  if (bucketCounts.length === 0) return findings;
  if (bucketCounts.length !== explicitBounds.length + 1) {
    add(
      'histogram.buckets',
      `${bucketCounts.length} buckets for ${explicitBounds.length} bounds.`,
    );
  }
  if (
    explicitBounds.some(
      (bound, index) =>
        index > 0 && Number(bound) <= Number(explicitBounds[index - 1]),
    )
  ) {
    add('histogram.bounds', 'the bounds do not rise.');
  }
  const total = bucketCounts.reduce((sum, count) => sum + BigInt(count), 0n);
  if (total !== BigInt(point.count)) {
    add('histogram.count', `count ${point.count}, buckets hold ${total}.`);
  }
  return findings;
}
