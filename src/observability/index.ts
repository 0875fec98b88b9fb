export { CrashRecorder, stackOf } from './crash/index.js';
export { DeliveryRegistry, type DeliveryFigures } from './delivery/index.js';
export {
  answerClientError,
  answerFrameworkError,
  ErrorReporter,
  ErrorReportingModule,
  type ErrorReportingModuleOptions,
} from './error-reporting/index.js';
export {
  AppLogger,
  type CaptureOptions,
  type CloudWatchOptions,
  type LevelChange,
  type LevelsByContext,
  type LevelsInForce,
  type LoggedService,
  loggerOfStart,
  LoggingModule,
  type LoggingModuleOptions,
  type LogLevel,
  LogLevels,
  type StartedLogging,
} from './logging/index.js';
export {
  MetricsModule,
  type MetricsModuleOptions,
  type OtlpMetricsOptions,
  startMetrics,
} from './metrics/index.js';
export {
  ObservabilityModule,
  type ObservabilityAsyncOptions,
  type ObservabilityOptions,
} from './observability.module.js';
export { type OpenLog, openLog } from './open-log.js';
export {
  annotate,
  type AnnotationValue,
  currentIdentity,
  expectFailure,
  type HeadSampler,
  identifyUser,
  type KeepOptions,
  keepTrace,
  NoTrace,
  RequestObserver,
  type RequestUser,
  type TraceIdentity,
} from './request/index.js';
export {
  annotateSpan,
  ExpectedErrors,
  inQuerySpan,
  type MethodTraceOptions,
  type QueryDescription,
  type OtlpOptions,
  runInSpan,
  type SamplerOptions,
  Span,
  type SpanDecoratorOptions,
  startTracing,
  traceInstances,
  TraceService,
  TracingModule,
  type TracingModuleOptions,
  type TracingStartOptions,
} from './tracing/index.js';
export {
  AWSXRay,
  CentralSampler,
  type CentralSamplerOptions,
  type XRayDaemonOptions,
  XRayModule,
  type XRayModuleOptions,
  type XRayNamingOptions,
  type XRayOtlpOptions,
  XRayRecorder,
  type XRaySubsegment,
} from './xray/index.js';
