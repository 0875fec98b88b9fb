import { getNumberFromEnv } from '@opentelemetry/core';
import type { SpanLimits } from '@opentelemetry/sdk-trace';

/** Entries of each kind that a span holds. Source: OpenTelemetry specification, "Span Limits". */
const DEFAULT_COUNT = 128;

/**
 * The limits of every span, from OpenTelemetry's own variables (`OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT` and its kin). Whatever
 * they are, no value becomes longer than vendors take (`attribute-copy.ts`).
 */
export function spanLimitsFromEnv(): Required<SpanLimits> {
  return {
    attributeValueLengthLimit:
      limit('OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT', 1) ??
      limit('OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT', 1) ??
      Number.POSITIVE_INFINITY,
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

function limit(variable: string, least = 0): number | undefined {
  const value = getNumberFromEnv(variable);
  return value === undefined || value < least ? undefined : value;
}
