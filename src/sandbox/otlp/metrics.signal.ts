import type { MetricRecord } from '../store/records.js';
import { checkResource, toAttributes } from './attributes.js';
import { dataOf, toMetric } from './metric-data.js';
import { checkMetric } from './metric.rules.js';
import { exportMetricsRequest } from './schema/metrics.schema.js';
import type { BatchOutcome, OtlpSignal } from './signal.js';

/** Metrics, at `/v1/metrics`. */
export const METRICS: OtlpSignal = {
  path: '/v1/metrics',
  requestMessage: 'ExportMetricsServiceRequest',
  responseMessage: 'ExportMetricsServiceResponse',
  rejectedField: 'rejectedDataPoints',

  accept(request, arrival, store): BatchOutcome {
    const reasons: string[] = [];
    let rejected = 0;
    for (const batch of exportMetricsRequest.parse(request).resourceMetrics) {
      const resourceFindings = checkResource(batch.resource.attributes);
      store.violate('otlp', resourceFindings, batch.resource);
      const resource = { attributes: toAttributes(batch.resource.attributes) };
      for (const { scope, metrics } of batch.scopeMetrics) {
        const keptScope = {
          ...scope,
          attributes: toAttributes(scope.attributes),
        };
        for (const decoded of metrics) {
          const findings = checkMetric(decoded);
          store.violate('otlp', findings, decoded);
          const refusals = [...resourceFindings, ...findings].filter(
            ({ refused }) => refused,
          );
          const data = dataOf(decoded);
          if (refusals.length > 0 || !data) {
            rejected += Math.max(1, data?.dataPoints.length ?? 0);
            reasons.push(...refusals.map(({ message }) => message));
            continue;
          }
          const record: MetricRecord = {
            kind: 'metric',
            vendor: 'otlp',
            ...arrival,
            resource,
            scope: keptScope,
            metric: toMetric(decoded, data),
          };
          store.keep(record);
        }
      }
    }
    return { rejected, reasons };
  },
};
