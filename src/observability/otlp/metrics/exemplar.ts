import type { DataPoint } from '@opentelemetry/sdk-metrics';

/**
 * One measurement of those that a bucket counts, and the span in which it was made.
 * Source: OpenTelemetry metrics data model, "Exemplars".
 */
export interface Exemplar {
  readonly value: number;
  /** When it was measured, in milliseconds since the epoch. */
  readonly timeMs: number;
  readonly traceId: string;
  readonly spanId: string;
}

/** What a point has beside OpenTelemetry's SDK for JavaScript, which knows no exemplars. */
export interface WithExemplars {
  readonly exemplars?: readonly Exemplar[];
}

/** The exemplars of a point; none where it has none. */
export function exemplarsOf(
  point: DataPoint<unknown> & WithExemplars,
): readonly Exemplar[] {
  return point.exemplars ?? [];
}
