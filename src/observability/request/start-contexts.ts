import {
  context,
  diag,
  DiagConsoleLogger,
  propagation,
  type TextMapPropagator,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { diagLogLevelFromString, getStringFromEnv } from '@opentelemetry/core';

/**
 * Starts what OpenTelemetry's API leaves to an SDK beside the providers: contexts that follow asynchronous work, and the
 * headers by which traces travel. OpenTelemetry's own complaints are shown from `OTEL_LOG_LEVEL` on. (`@opentelemetry/sdk-node`
 * does the same, and loads every exporter there is for it: 47 packages.)
 */
export function startContexts(propagator: TextMapPropagator): void {
  const level = diagLogLevelFromString(getStringFromEnv('OTEL_LOG_LEVEL'));
  if (level !== undefined) {
    diag.setLogger(new DiagConsoleLogger(), { logLevel: level });
  }
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(propagator);
}
