import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import {
  nameFragments,
  regularExpressions,
} from '../formats/redaction-rules.format.js';
import { redactionVariables } from './redaction.variables.js';

/** What is kept out of all telemetry, beyond the secrets that everyone has. */
export interface RedactionConfig {
  /** Fragments of further secret names. */
  readonly keys: readonly string[];
  /** Regular expressions of further secrets. */
  readonly patterns: readonly string[];
  /** What users are called and what they write. */
  readonly personalData: 'withheld' | 'shown';
}

export const redactionSchema = z.object({
  REDACTION_KEYS: nameFragments.optional(),
  REDACTION_PATTERNS: regularExpressions.optional(),
  TELEMETRY_PERSONAL_DATA: choice(['withheld', 'shown']).prefault(
    redactionVariables.TELEMETRY_PERSONAL_DATA.default,
  ),
} satisfies Record<keyof typeof redactionVariables, z.ZodType>);

export function redactionConfig(
  env: z.output<typeof redactionSchema>,
): RedactionConfig {
  return {
    keys: env.REDACTION_KEYS ?? [],
    patterns: env.REDACTION_PATTERNS ?? [],
    personalData: env.TELEMETRY_PERSONAL_DATA,
  };
}
