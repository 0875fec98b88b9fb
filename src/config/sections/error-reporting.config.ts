import { z } from 'zod';
import { format } from '../formats/format.js';
import { parseHeaderValue } from '../formats/key-values.format.js';
import { rollbarItemUrl } from '../formats/url.format.js';
import { Secret } from '../secret.js';
import { errorReportingVariables } from './error-reporting.variables.js';

/** Rollbar. */
export interface RollbarConfig {
  readonly accessToken: Secret;
  readonly environment: string;
  /** The full URL items are posted to. */
  readonly endpoint: string;
  /** CODE_VERSION, when it is set. */
  readonly codeVersion?: string;
}

/** Errors. */
export interface ErrorReportingConfig {
  /** Where unexpected errors are reported; absent: nowhere. */
  readonly rollbar?: RollbarConfig;
}

export const errorReportingSchema = z.object({
  ROLLBAR_ACCESS_TOKEN: format(parseHeaderValue).optional(),
  // data.environment: at most 255 characters. https://docs.rollbar.com/reference/create-item
  ROLLBAR_ENVIRONMENT: z
    .string()
    .max(255, { error: 'is longer than 255 characters' })
    .optional(),
  ROLLBAR_ENDPOINT: rollbarItemUrl.prefault(
    errorReportingVariables.ROLLBAR_ENDPOINT.default,
  ),
} satisfies Record<keyof typeof errorReportingVariables, z.ZodType>);

export function errorReportingConfig(
  env: z.output<typeof errorReportingSchema>,
  environment: string,
  codeVersion: string | undefined,
): ErrorReportingConfig {
  const token = env.ROLLBAR_ACCESS_TOKEN;
  if (token === undefined) {
    return {};
  }
  return {
    rollbar: {
      accessToken: new Secret(token),
      environment: env.ROLLBAR_ENVIRONMENT ?? environment,
      endpoint: env.ROLLBAR_ENDPOINT,
      ...(codeVersion && { codeVersion }),
    },
  };
}
