import { z } from 'zod';
import { parseUuid } from '../http/index.js';

/** The uuid in a path; null when it is none, which each use case answers in its own way. */
export const activityUuidSchema = z
  .string()
  .transform((text) => parseUuid(text) ?? null)
  .meta({ format: 'uuid' });
