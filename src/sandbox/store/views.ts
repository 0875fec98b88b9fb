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

/** One request, read from its server span, or where none has arrived from what another vendor has. */
export interface RequestSummary {
  readonly traceId: string;
  /** 16 hex digits; `null` when the record that tells of the request names none. */
  readonly spanId: string | null;
  /** Whose record it was read from. */
  readonly source: Vendor;
  /** When it began, ISO 8601 in UTC with milliseconds. */
  readonly time: string;
  readonly method: string | null;
  /** Route template; `null` when the span has none. */
  readonly route: string | null;
  /** Path asked for, without the query. */
  readonly path: string | null;
  readonly status: number | null;
  /** `null` while the request goes on, and where only an occurrence tells of it. */
  readonly durationMs: number | null;
  readonly service: string | null;
  /** Span name. */
  readonly name: string;
  /** Who asked, by any vendor's account. */
  readonly user: string | null;
  /** A status from 500, a span with the status error, or an occurrence of level error or critical. */
  readonly error: boolean;
  /** Breaches of a vendor's contract known of the trace. */
  readonly violations: number;
  /** Records held of the trace. */
  readonly records: number;
  /** Which of the four have anything of this trace. */
  readonly vendors: Readonly<Record<Vendor, boolean>>;
}
