import { z } from 'zod';
import { LOG_LEVELS } from '../observability/index.js';

/** Contexts that one change may name, and characters of a name. */
const MAX_CONTEXTS = 100;
const MAX_NAME = 200;
/** A day. */
export const MAX_SECONDS = 86_400;

const level = z.enum(LOG_LEVELS);

/** The answer of `/health/log-levels`. */
export const logLevelsSchema = z
  .object({
    level: level.meta({ description: 'The least severe level written' }),
    contexts: z
      .record(z.string(), level)
      .meta({ description: 'Levels of contexts, which go before it' }),
    until: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When a change ends by itself' }),
  })
  .meta({ id: 'LogLevels', description: 'The log levels in force' });

/** What changes; what is left out is as it was configured. */
export const logLevelChangeSchema = z
  .strictObject({
    level: level.optional(),
    contexts: z
      .record(z.string().trim().min(1).max(MAX_NAME), level)
      .refine((contexts) => Object.keys(contexts).length <= MAX_CONTEXTS, {
        error: `at most ${MAX_CONTEXTS} contexts`,
      })
      .optional(),
    forSeconds: z.int().min(1).max(MAX_SECONDS).optional(),
  })
  .refine(
    (change) => change.level !== undefined || change.contexts !== undefined,
    { error: 'level or contexts is needed' },
  );

export type LogLevelChange = z.output<typeof logLevelChangeSchema>;
