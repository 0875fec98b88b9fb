import { z } from 'zod';

const sinkFigures = z.looseObject({
  accepted: z.number(),
  recovered: z.number().default(0),
  delivered: z.number(),
  retried: z.number(),
  dropped: z.record(z.string(), z.number()),
  queued: z.number(),
  spooled: z.number().default(0),
});

/** What one sink says of itself. */
export type SinkFigures = z.output<typeof sinkFigures>;

const answer = z.looseObject({ sinks: z.record(z.string(), sinkFigures) });

/** Reads the answer of `/health/telemetry`. */
export function figuresOf(
  body: unknown,
): Readonly<Record<string, SinkFigures>> {
  return answer.parse(body).sinks;
}

/** Reasons for which a record is turned away before it is accepted. */
const NEVER_ACCEPTED = new Set([
  'memory_full',
  'record_too_large',
  'encode_failed',
  'closed',
]);

/** Records a sink counted as lost, accepted before or not, for any or for one reason. */
export function droppedBy(figures: SinkFigures, reason?: string): number {
  return reason === undefined
    ? Object.values(figures.dropped).reduce((sum, count) => sum + count, 0)
    : (figures.dropped[reason] ?? 0);
}

/** What is missing in a sink's books: accepted + recovered = delivered + dropped afterwards + queued + spooled. */
export function unaccounted(figures: SinkFigures): number {
  const { accepted, recovered, delivered, dropped, queued, spooled } = figures;
  const afterwards = Object.entries(dropped)
    .filter(([reason]) => !NEVER_ACCEPTED.has(reason))
    .reduce((sum, [, count]) => sum + count, 0);
  return accepted + recovered - delivered - afterwards - queued - spooled;
}
