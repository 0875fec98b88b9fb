import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { MetricData, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import {
  isWithheldKey,
  REDACTED,
  redactName,
  redactText,
} from '../redaction/index.js';

/** Characters of a name that are looked at. */
const MAX_KEY_LENGTH = 1024;

/** What was collected, as a copy without secrets in the attributes of its points. Points of one metric stay apart as they were. */
export function redactMetrics(collected: ResourceMetrics): ResourceMetrics {
  return {
    ...collected,
    scopeMetrics: collected.scopeMetrics.map((scope) => ({
      ...scope,
      metrics: scope.metrics.map(redactMetric),
    })),
  };
}

function redactMetric(metric: MetricData): MetricData {
  const dataPoints = metric.dataPoints.map((point) => ({
    ...point,
    attributes: redactAttributes(point.attributes),
  }));
  return Object.assign({}, metric, { dataPoints });
}

function redactAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      redactName(key, MAX_KEY_LENGTH),
      isWithheldKey(key) ? REDACTED : redactAttribute(value),
    ]),
  );
}

function redactAttribute(value: AttributeValue): AttributeValue {
  if (typeof value === 'string') {
    return redactText(value);
  }
  return Array.isArray(value) ? value.map(redactAttribute) : value;
}
