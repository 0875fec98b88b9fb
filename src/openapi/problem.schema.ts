import { z } from 'zod';

/** Every failure but invalid input (RFC 9457). */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().meta({ format: 'uri-reference' }),
    trace_id: z.string(),
    occurrence: z.uuid().optional(),
  })
  .meta({
    id: 'Problem',
    description:
      'What went wrong (RFC 9457), the trace to look for in any console, and the occurrence in Rollbar where there is one',
  });
