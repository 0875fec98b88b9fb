export type { Counts, VendorCounts } from './counters.js';
export type {
  ItemRecord,
  LogEventRecord,
  MetricRecord,
  OtlpSpan,
  SegmentRecord,
  SpanRecord,
} from './records.js';
export { TelemetryStore } from './telemetry-store.js';
export type { Vendor } from './vendor.js';
export type { RequestSummary, TraceView } from './views.js';
export type { Violation } from './violation.js';
