export {
  AppConfigModule,
  CONFIG,
  InjectConfig,
  type AppConfigModuleOptions,
} from './app-config.module.js';
export type { Config } from './config.js';
export { formatProblems, type ConfigProblem } from './config-problem.js';
export { configVariables, type ConfigVariable } from './config-variables.js';
export { ConfigError } from './config.error.js';
export type {
  DaemonAddress,
  HostAndPort,
} from './formats/daemon-address.format.js';
export { loadConfig } from './load-config.js';
export { PROJECT_FOLDER } from './project-folder.js';
export { readConfig, type ReadConfigOptions } from './read-config.js';
export { Secret } from './secret.js';
export type { DatabaseConfig } from './sections/database.config.js';
export type { DeliveryConfig } from './sections/delivery.config.js';
export type {
  ErrorReportingConfig,
  RollbarConfig,
} from './sections/error-reporting.config.js';
export type { HttpConfig } from './sections/http.config.js';
export type {
  CloudWatchConfig,
  LoggingConfig,
  LogLevel,
} from './sections/logging.config.js';
export type { OperationConfig } from './sections/operation.config.js';
export type { RedactionConfig } from './sections/redaction.config.js';
export type { SandboxConfig } from './sections/sandbox.config.js';
export type { ServiceConfig } from './sections/service.config.js';
export type {
  PrometheusConfig,
  SignalEndpoint,
} from './sections/signals.config.js';
export type {
  OtlpConfig,
  OtlpTransport,
  TraceSampler,
  TracingConfig,
} from './sections/tracing.config.js';
export type { XRayConfig, XRayNaming } from './sections/xray.config.js';
export {
  withSandboxEndpoints,
  type SandboxEndpoints,
} from './with-sandbox-endpoints.js';
