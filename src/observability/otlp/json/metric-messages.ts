import { KEY_VALUE, requestOf } from './common-messages.js';
import type { MessageType } from './message-type.js';

/** opentelemetry/proto/metrics/v1/metrics.proto */

const EXEMPLAR: MessageType = {
  2: { name: 'timeUnixNano', type: 'fixed64' },
  3: { name: 'asDouble', type: 'double' },
  4: { name: 'spanId', type: 'hex' },
  5: { name: 'traceId', type: 'hex' },
  6: { name: 'asInt', type: 'sfixed64' },
  7: { name: 'filteredAttributes', type: () => KEY_VALUE, repeated: true },
};

const NUMBER_POINT: MessageType = {
  2: { name: 'startTimeUnixNano', type: 'fixed64' },
  3: { name: 'timeUnixNano', type: 'fixed64' },
  4: { name: 'asDouble', type: 'double' },
  5: { name: 'exemplars', type: () => EXEMPLAR, repeated: true },
  6: { name: 'asInt', type: 'sfixed64' },
  7: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  8: { name: 'flags', type: 'uint' },
};

const HISTOGRAM_POINT: MessageType = {
  2: { name: 'startTimeUnixNano', type: 'fixed64' },
  3: { name: 'timeUnixNano', type: 'fixed64' },
  4: { name: 'count', type: 'fixed64' },
  5: { name: 'sum', type: 'double' },
  6: { name: 'bucketCounts', type: 'fixed64', repeated: true },
  7: { name: 'explicitBounds', type: 'double', repeated: true },
  8: { name: 'exemplars', type: () => EXEMPLAR, repeated: true },
  9: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  10: { name: 'flags', type: 'uint' },
  11: { name: 'min', type: 'double' },
  12: { name: 'max', type: 'double' },
};

const BUCKETS: MessageType = {
  1: { name: 'offset', type: 'sint32' },
  2: { name: 'bucketCounts', type: 'int64', repeated: true },
};

const EXPONENTIAL_POINT: MessageType = {
  1: { name: 'attributes', type: () => KEY_VALUE, repeated: true },
  2: { name: 'startTimeUnixNano', type: 'fixed64' },
  3: { name: 'timeUnixNano', type: 'fixed64' },
  4: { name: 'count', type: 'fixed64' },
  5: { name: 'sum', type: 'double' },
  6: { name: 'scale', type: 'sint32' },
  7: { name: 'zeroCount', type: 'fixed64' },
  8: { name: 'positive', type: () => BUCKETS },
  9: { name: 'negative', type: () => BUCKETS },
  10: { name: 'flags', type: 'uint' },
  11: { name: 'exemplars', type: () => EXEMPLAR, repeated: true },
  12: { name: 'min', type: 'double' },
  13: { name: 'max', type: 'double' },
  14: { name: 'zeroThreshold', type: 'double' },
};

function dataOf(point: MessageType): MessageType {
  return {
    1: { name: 'dataPoints', type: () => point, repeated: true },
    2: { name: 'aggregationTemporality', type: 'uint' },
    3: { name: 'isMonotonic', type: 'bool' },
  };
}

const GAUGE = dataOf(NUMBER_POINT);
const SUM = dataOf(NUMBER_POINT);
const HISTOGRAM = dataOf(HISTOGRAM_POINT);
const EXPONENTIAL_HISTOGRAM = dataOf(EXPONENTIAL_POINT);

const METRIC: MessageType = {
  1: { name: 'name', type: 'text' },
  2: { name: 'description', type: 'text' },
  3: { name: 'unit', type: 'text' },
  5: { name: 'gauge', type: () => GAUGE },
  7: { name: 'sum', type: () => SUM },
  9: { name: 'histogram', type: () => HISTOGRAM },
  10: { name: 'exponentialHistogram', type: () => EXPONENTIAL_HISTOGRAM },
};

/** ExportMetricsServiceRequest */
export const METRICS_REQUEST = requestOf(
  'resourceMetrics',
  'scopeMetrics',
  'metrics',
  () => METRIC,
);
