import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import { composeRequest } from '../encode/compose-request.js';
import { resourceBlock, scopeBlock } from '../encode/envelope.js';
import { encodeMetric } from '../encode/metric.js';

/**
 * One collection as an ExportMetricsServiceRequest. OpenTelemetry's own serializer writes no exemplars.
 *
 * @throws when a metric can't be read
 */
export function composeMetricsRequest({
  resource,
  scopeMetrics,
}: ResourceMetrics): Buffer {
  const block = resourceBlock(resource);
  return composeRequest(
    scopeMetrics.flatMap(({ scope, metrics }) =>
      metrics.map((metric) => ({
        scope: scopeBlock(scope),
        octets: encodeMetric(metric),
      })),
    ),
    () => block,
  );
}
