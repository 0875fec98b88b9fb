import type { FaultStates } from '../faults/index.js';
import type { Arrivals } from '../store/arrival-ledger.js';
import type { Counts } from '../store/counters.js';
import type { MetricRecord } from '../store/records.js';
import type { RequestSummary, TraceView } from '../store/views.js';
import type { Violation } from '../store/violation.js';
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
export type TraceAnswer = TraceView;
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
