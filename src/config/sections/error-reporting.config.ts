import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
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
  /** What is told of a person beside the id, to Rollbar or to the sandbox in its place. */
  readonly person: { readonly name: boolean; readonly email: boolean };
  /** Whether the body of a request is. */
  readonly requestBody: boolean;
  /** Whether a burst of one error is told as few items. */
  readonly fold: boolean;
  /** Where unexpected errors are reported; absent: nowhere. */
  readonly rollbar?: RollbarConfig;
}

const flag = choice(['true', 'false']);

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
  ROLLBAR_CAPTURE_USERNAME: flag.prefault(
    errorReportingVariables.ROLLBAR_CAPTURE_USERNAME.default,
  ),
  ROLLBAR_CAPTURE_EMAIL: flag.prefault(
    errorReportingVariables.ROLLBAR_CAPTURE_EMAIL.default,
  ),
  ROLLBAR_CAPTURE_BODY: flag.prefault(
    errorReportingVariables.ROLLBAR_CAPTURE_BODY.default,
  ),
  ROLLBAR_FOLD: flag.prefault(errorReportingVariables.ROLLBAR_FOLD.default),
} satisfies Record<keyof typeof errorReportingVariables, z.ZodType>);

export function errorReportingConfig(
  env: z.output<typeof errorReportingSchema>,
  environment: string,
  codeVersion: string | undefined,
): ErrorReportingConfig {
  const token = env.ROLLBAR_ACCESS_TOKEN;
  return {
    person: {
      name: env.ROLLBAR_CAPTURE_USERNAME === 'true',
      email: env.ROLLBAR_CAPTURE_EMAIL === 'true',
    },
    requestBody: env.ROLLBAR_CAPTURE_BODY === 'true',
    fold: env.ROLLBAR_FOLD === 'true',
    ...(token !== undefined && {
      rollbar: {
        accessToken: new Secret(token),
        environment: env.ROLLBAR_ENVIRONMENT ?? environment,
        endpoint: env.ROLLBAR_ENDPOINT,
        ...(codeVersion && { codeVersion }),
      },
    }),
  };
}
