import type { MetricRecord } from './records.js';

/** What an export of a metric takes the place of: the same metric of the same instance of a service. */
export function metricKey({ resource, scope, metric }: MetricRecord): string {
  const { attributes } = resource;
  return JSON.stringify([
    'metric',
    attributes['service.name'] ?? null,
    attributes['service.instance.id'] ?? null,
    scope.name,
    metric.name,
  ]);
}
