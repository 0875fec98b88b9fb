import type {
  ItemRecord,
  LogEventRecord,
  LogRecord,
  SegmentRecord,
  SpanRecord,
  XRaySpanRecord,
} from './records.js';
import type { Vendor } from './vendor.js';
import type { Violation } from './violation.js';

/** Everything known about one trace, vendor by vendor. */
export interface TraceView {
  /** 32 hex digits. */
  readonly traceId: string;
  /** The same, as X-Ray spells it. */
  readonly xrayTraceId: string;
  readonly otlp: {
    readonly spans: readonly SpanRecord[];
    readonly logs: readonly LogRecord[];
  };
  readonly xray: {
    /** Documents that came to the daemon. */
    readonly segments: readonly SegmentRecord[];
    /** Spans that came to the service's OTLP endpoint. */
    readonly spans: readonly XRaySpanRecord[];
  };
  readonly cloudwatch: { readonly events: readonly LogEventRecord[] };
  readonly rollbar: { readonly items: readonly ItemRecord[] };
  readonly violations: readonly Violation[];
}

/** One request, read from its server span. */
export interface RequestSummary {
  readonly traceId: string;
  readonly spanId: string;
  /** When it began, ISO 8601 in UTC with milliseconds. */
  readonly time: string;
  readonly method: string | null;
  /** Route template; `null` when the span has none. */
  readonly route: string | null;
  readonly status: number | null;
  readonly durationMs: number;
  readonly service: string | null;
  /** Span name. */
  readonly name: string;
  /** Which of the four have anything of this trace. */
  readonly vendors: Readonly<Record<Vendor, boolean>>;
}
