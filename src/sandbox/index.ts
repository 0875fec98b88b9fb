export {
  FaultError,
  type FaultInput,
  type Faults,
  type FaultState,
  type FaultStates,
} from './faults/index.js';
export type {
  CountsAnswer,
  ErrorAnswer,
  FaultsAnswer,
  IndexAnswer,
  MetricsAnswer,
  RecordsAnswer,
  RequestsAnswer,
  SamplingRulesAnswer,
  SandboxEndpoints,
  TraceAnswer,
  ViolationsAnswer,
} from './query/index.js';
export type {
  FailedMessage,
  ListeningMessage,
  SandboxMessage,
} from './process-messages.js';
export { type Sandbox, startSandbox } from './sandbox.js';
export { sandboxOptionsFrom } from './sandbox.environment.js';
export { SandboxStartError } from './sandbox.errors.js';
export {
  DEFAULT_SANDBOX_OPTIONS,
  FREE_PORTS,
  type SandboxOptions,
} from './sandbox.options.js';
export type {
  Counts,
  ItemRecord,
  LogEventRecord,
  MetricRecord,
  OtlpSpan,
  RequestSummary,
  SegmentRecord,
  SpanRecord,
  TelemetryStore,
  TraceView,
  Vendor,
  VendorCounts,
  Violation,
} from './store/index.js';
export type { SamplingRule, SamplingRuleInput } from './xray/index.js';
