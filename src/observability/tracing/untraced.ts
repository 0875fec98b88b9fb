import { context } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';

/**
 * Runs `run` without spans for what it does: for work that telemetry does for itself, which is no part of the request's
 * story. Returns what `run` returned.
 */
export function untraced<T>(run: () => T): T {
  return context.with(suppressTracing(context.active()), run);
}
