import type { DatabaseConfig } from './sections/database.config.js';
import type { DeliveryConfig } from './sections/delivery.config.js';
import type { ErrorReportingConfig } from './sections/error-reporting.config.js';
import type { HttpConfig } from './sections/http.config.js';
import type { LoggingConfig } from './sections/logging.config.js';
import type { OperationConfig } from './sections/operation.config.js';
import type { RedactionConfig } from './sections/redaction.config.js';
import type { SandboxConfig } from './sections/sandbox.config.js';
import type { ServiceConfig } from './sections/service.config.js';
import type { MetricsConfig, SignalConfig } from './sections/signals.config.js';
import type { TracingConfig } from './sections/tracing.config.js';
import type { XRayConfig } from './sections/xray.config.js';

/**
 * Everything the environment says, read and validated once, deeply frozen. Safe to print: secrets mask themselves.
 * A vendor's block is there when its variables are set, and absent when none is.
 */
export interface Config {
  /** NODE_ENV: `development`, `test`, `production` or a word of your own. */
  readonly environment: string;
  readonly http: HttpConfig;
  readonly database: DatabaseConfig;
  readonly service: ServiceConfig;
  readonly logging: LoggingConfig;
  readonly tracing: TracingConfig;
  readonly metrics: MetricsConfig;
  /** Log lines over OTLP; where else they go is in `logging`. */
  readonly otlpLogs: SignalConfig;
  readonly xray: XRayConfig;
  readonly errorReporting: ErrorReportingConfig;
  readonly redaction: RedactionConfig;
  readonly delivery: DeliveryConfig;
  readonly operation: OperationConfig;
  readonly sandbox: SandboxConfig;
}
