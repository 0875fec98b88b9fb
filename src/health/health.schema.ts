import { z } from 'zod';

const indicators = z.record(
  z.string(),
  z.looseObject({ status: z.enum(['up', 'degraded', 'down']) }),
);

/** The answer to a probe, in the format of @nestjs/terminus. */
export const healthReportSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'error', 'shutting_down']),
    info: indicators.optional(),
    error: indicators.optional(),
    details: indicators,
  })
  .meta({ id: 'HealthReport', description: 'How each part is' });

const count = z.int().min(0);

/** What became of one sink's records since the start. */
const sinkFiguresSchema = z
  .looseObject({
    accepted: count,
    delivered: count,
    retried: count,
    dropped: z.record(z.string(), count),
    queued: count,
    queuedBytes: count,
    oldestAgeMs: z.number().min(0),
  })
  .meta({ id: 'SinkFigures', description: 'Records of one sink' });

/** The answer of `/health/telemetry`. */
export const telemetryFiguresSchema = z
  .object({
    sinks: z.record(z.string(), sinkFiguresSchema),
    memory: z.object({
      maxBytes: count,
      usedBytes: count,
      peakBytes: count,
    }),
    spool: z
      .object({ maxBytes: count, usedBytes: count, files: count })
      .optional(),
  })
  .meta({
    id: 'TelemetryFigures',
    description: 'What became of all telemetry since the start',
  });
