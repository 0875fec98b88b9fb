import type { FaultStates } from '../faults/index.js';
import type { Agreement } from '../insight/agreement.js';
import type { ErrorGroup } from '../insight/error-groups.js';
import type { FoundTrace } from '../insight/find-id.js';
import type { LogLine } from '../insight/log-lines.js';
import type { DelaysByVendor } from '../store/arrival-delays.js';
import type { Arrivals } from '../store/arrival-ledger.js';
import type { Counts } from '../store/counters.js';
import type { MetricSeries } from '../store/metric-history.js';
import type { MetricRecord } from '../store/records.js';
import type { Vendor } from '../store/vendor.js';
import type { RequestSummary, TraceView } from '../store/views.js';
import type { Violation } from '../store/violation.js';
import type { TryCall } from '../try/index.js';
import type { SamplingRuleRecord } from '../xray/index.js';
import type { SearchedRecord } from './record-field.js';

/** Where the sandbox listens; URLs, but `xray` is `host:port`. */
export interface SandboxEndpoints {
  readonly query: string;
  readonly otlp: string;
  readonly xray: string;
  readonly cloudWatchLogs: string;
  readonly rollbar: string;
}

/** `GET /` */
export interface IndexAnswer {
  readonly name: string;
  readonly endpoints: SandboxEndpoints;
  readonly api: readonly string[];
  /** For each fault that can be switched on, the options it takes. */
  readonly faultTypes: Readonly<Record<string, readonly string[]>>;
}
/** `GET /api/requests?limit=` */
export interface RequestsAnswer {
  readonly requests: readonly RequestSummary[];
}
/** `GET /api/traces/:id` */
export interface TraceAnswer extends TraceView {
  readonly requests: readonly RequestSummary[];
  readonly agreement: Agreement;
}
/** `GET /api/find?id=` */
export type FindAnswer = FoundTrace;
/** `GET /api/lines?level=&text=&trace=&limit=`: CloudWatch's lines; where there are none, OTLP's. */
export interface LinesAnswer {
  /** The latest first. */
  readonly lines: readonly LogLine[];
  /** How many match, those beyond the limit included. */
  readonly matching: number;
}
/** `GET /api/errors` */
export interface ErrorsAnswer {
  readonly groups: readonly ErrorGroup[];
}
/** `GET /api/metrics/history` */
export interface MetricHistoryAnswer {
  readonly series: readonly MetricSeries[];
}
/** `GET /api/payloads/:id` */
export interface PayloadAnswer {
  readonly id: number;
  readonly vendor: Vendor;
  /** What was called. */
  readonly operation: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Bytes received. */
  readonly wireBytes: number;
  /** Bytes kept: none when the body passed the receiver's limit. */
  readonly bytes: number;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** Whether the same bytes had come before. */
  readonly again: boolean;
  /** Decoded where it is protobuf or compressed; access tokens are blanked. */
  readonly text: string;
  /** Whether `text` is all of it. */
  readonly isWhole: boolean;
}
/** `GET /api/try` */
export interface TryAnswer {
  /** Origin of the application; `null` when it is not known. */
  readonly target: string | null;
  readonly calls: readonly TryCall[];
}
/** The event `requests` of `GET /api/live`. */
export interface LiveRequests {
  /** Traces that changed, with all their requests. */
  readonly traces: readonly {
    readonly traceId: string;
    readonly requests: readonly RequestSummary[];
  }[];
  /** Traces that left memory. */
  readonly forgotten: readonly string[];
}
/** The event `lines`. */
export interface LiveLines {
  readonly lines: readonly LogLine[];
}
/** The event `figures`. */
export interface LiveFigures {
  readonly counts: Counts;
  readonly faults: FaultStates;
  readonly delays: DelaysByVendor;
  readonly retainedBytes: number;
  /** Violations kept. */
  readonly violations: number;
}
/** `GET /api/records?vendor=&field=&value=&limit=` */
export interface RecordsAnswer {
  readonly records: readonly SearchedRecord[];
}
/** `GET /api/arrivals?kind=` */
export type ArrivalsAnswer = Arrivals;
/** `GET /api/violations` */
export interface ViolationsAnswer {
  readonly violations: readonly Violation[];
}
/** `GET /api/counts` */
export interface CountsAnswer {
  readonly counts: Counts;
  /** Estimated memory in use, bytes. */
  readonly retainedBytes: number;
}
/** `GET /api/metrics` */
export interface MetricsAnswer {
  readonly metrics: readonly MetricRecord[];
}
/** `GET` and `PUT /api/sampling-rules` */
export interface SamplingRulesAnswer {
  readonly rules: readonly SamplingRuleRecord[];
}
/** `GET /api/faults`, `PUT` and `DELETE /api/faults/:vendor` */
export interface FaultsAnswer {
  readonly faults: FaultStates;
}
/** Any refusal. */
export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
}
