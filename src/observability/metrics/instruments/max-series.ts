import type { Attributes } from '@opentelemetry/api';

/**
 * Attribute sets that an instrument tells apart; all others are one, whose attribute says so.
 * Source: OpenTelemetry metrics SDK specification, "Cardinality limits" (2000 and the overflow attribute).
 */
export const MAX_SERIES = 2000;

/** The attributes of what is beyond the limit. */
export const OVERFLOW: Attributes = Object.freeze({
  'otel.metric.overflow': true,
});
