import { pick } from './record-shelves.js';
import type { TelemetryRecord } from './records.js';
import { toXRayTraceId } from './trace-id.js';
import type { TraceView } from './views.js';
import type { Violation } from './violation.js';

/** Everything known of a trace, vendor by vendor. */
export function viewTrace(
  traceId: string,
  records: readonly TelemetryRecord[],
  violations: readonly Violation[],
): TraceView {
  return {
    traceId,
    xrayTraceId: toXRayTraceId(traceId),
    otlp: { spans: pick(records, 'span'), logs: pick(records, 'log') },
    xray: {
      segments: pick(records, 'segment'),
      spans: pick(records, 'xraySpan'),
    },
    cloudwatch: { events: pick(records, 'logEvent') },
    rollbar: { items: pick(records, 'item') },
    violations,
  };
}
