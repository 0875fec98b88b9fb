import { z } from 'zod';
import { resourceAttributes } from '../formats/key-values.format.js';
import { packageVersion } from '../package-version.js';
import { serviceVariables } from './service.variables.js';

/** How the service names itself. */
export interface ServiceConfig {
  readonly name: string;
  /** CODE_VERSION, else `service.version` of OTEL_RESOURCE_ATTRIBUTES, else package.json's version. */
  readonly version: string;
  /** CODE_VERSION, when it is set: a release that source and deploys can be looked up by. */
  readonly codeVersion?: string;
  /** The OpenTelemetry resource: OTEL_RESOURCE_ATTRIBUTES, with `service.name` and `service.version` as above. */
  readonly resourceAttributes: Readonly<Record<string, string>>;
}

export const serviceSchema = z.object({
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_RESOURCE_ATTRIBUTES: resourceAttributes.optional(),
  CODE_VERSION: z.string().optional(),
} satisfies Record<keyof typeof serviceVariables, z.ZodType>);

export function serviceConfig(
  env: z.output<typeof serviceSchema>,
): ServiceConfig {
  const attributes = env.OTEL_RESOURCE_ATTRIBUTES ?? {};
  const name =
    env.OTEL_SERVICE_NAME ||
    attributes['service.name'] ||
    serviceVariables.OTEL_SERVICE_NAME.default;
  const version =
    env.CODE_VERSION || attributes['service.version'] || packageVersion();
  return {
    name,
    version,
    ...(env.CODE_VERSION && { codeVersion: env.CODE_VERSION }),
    resourceAttributes: {
      ...attributes,
      'service.name': name,
      'service.version': version,
    },
  };
}
