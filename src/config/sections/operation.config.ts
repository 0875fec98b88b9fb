import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { wholeNumber } from '../formats/number.format.js';
import { Secret } from '../secret.js';
import { operationVariables } from './operation.variables.js';

/** How the process stops, and who may look inside. */
export interface OperationConfig {
  /** Time for a whole stop, in milliseconds. */
  readonly shutdownTimeoutMs: number;
  /** Part of it in which new connections are still taken, in milliseconds. */
  readonly shutdownDelayMs: number;
  /** What operators show to read the figures; absent: callers on this machine need nothing, and others get nothing. */
  readonly operatorToken?: Secret;
  /** Who may read the figures of telemetry. */
  readonly telemetryFigures: 'operators' | 'public';
}

const facts = operationVariables;

export const operationSchema = z.object({
  SHUTDOWN_TIMEOUT_MS: wholeNumber(100, 600_000).prefault(
    facts.SHUTDOWN_TIMEOUT_MS.default,
  ),
  SHUTDOWN_DELAY_MS: wholeNumber(0, 60_000).prefault(
    facts.SHUTDOWN_DELAY_MS.default,
  ),
  // What a header can carry, and too long to be tried out.
  OPERATOR_TOKEN: z
    .string()
    .regex(/^[!-~]+$/, {
      error: 'has a space or a character that an HTTP header cannot carry',
    })
    .min(16, { error: 'is shorter than 16 characters' })
    .optional(),
  TELEMETRY_FIGURES: choice(['operators', 'public']).prefault(
    facts.TELEMETRY_FIGURES.default,
  ),
} satisfies Record<keyof typeof operationVariables, z.ZodType>);

export function operationConfig(
  env: z.output<typeof operationSchema>,
): OperationConfig {
  const token = env.OPERATOR_TOKEN;
  return {
    shutdownTimeoutMs: env.SHUTDOWN_TIMEOUT_MS,
    shutdownDelayMs: env.SHUTDOWN_DELAY_MS,
    telemetryFigures: env.TELEMETRY_FIGURES,
    ...(token !== undefined && { operatorToken: new Secret(token) }),
  };
}
