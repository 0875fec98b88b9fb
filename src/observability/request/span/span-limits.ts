import { getNumberFromEnv } from '@opentelemetry/core';
import type { SpanLimits } from '@opentelemetry/sdk-trace';

/**
 * Honeycomb takes 65,535 bytes of an attribute; a UTF-16 unit becomes three bytes of UTF-8 at the most.
 * Source: Honeycomb documentation, "Limits".
 */
const MAX_ATTRIBUTE_LENGTH = 21_845;

/** Entries of each kind that a span holds. Source: OpenTelemetry specification, "Span Limits". */
const DEFAULT_COUNT = 128;

/**
 * The limits of every span, from OpenTelemetry's own variables (`OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT` and its kin). A longer
 * attribute value than vendors take is never allowed.
 */
export function spanLimitsFromEnv(): Required<SpanLimits> {
  return {
    attributeValueLengthLimit: Math.min(
      limit('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
        limit('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT') ??
        MAX_ATTRIBUTE_LENGTH,
      MAX_ATTRIBUTE_LENGTH,
    ),
    attributeCountLimit:
      limit('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT') ??
      limit('OTEL_ATTRIBUTE_COUNT_LIMIT') ??
      DEFAULT_COUNT,
    eventCountLimit: limit('OTEL_SPAN_EVENT_COUNT_LIMIT') ?? DEFAULT_COUNT,
    linkCountLimit: limit('OTEL_SPAN_LINK_COUNT_LIMIT') ?? DEFAULT_COUNT,
    attributePerEventCountLimit:
      limit('OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT') ?? DEFAULT_COUNT,
    attributePerLinkCountLimit:
      limit('OTEL_LINK_ATTRIBUTE_COUNT_LIMIT') ?? DEFAULT_COUNT,
  };
}

function limit(variable: string): number | undefined {
  const value = getNumberFromEnv(variable);
  return value === undefined || value < 0 ? undefined : value;
}
