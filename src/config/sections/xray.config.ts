import { z } from 'zod';
import {
  daemonAddress,
  type DaemonAddress,
} from '../formats/daemon-address.format.js';
import { hostPatterns } from '../formats/host-patterns.format.js';
import type { xrayVariables } from './xray.variables.js';

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const MAX_NAME_CHARACTERS = 200;
const ILLEGAL_IN_NAME = /[^\p{L}\p{N}\p{Zs}_.:/%&#=+\-@]/gu;

/** How segments are named, in the X-Ray SDK's order: the host if it matches `pattern`, else `fixed`, else `fallback`. */
export interface XRayNaming {
  /** Wildcard pattern (`*`, `?`) of the hosts that may name a segment; absent: none may. */
  readonly pattern?: string;
  /** AWS_XRAY_TRACING_NAME. */
  readonly fixed?: string;
  /** The service's name, made a legal segment name. */
  readonly fallback: string;
}

/** AWS X-Ray. */
export interface XRayConfig {
  /** Where segments go; absent: nowhere. */
  readonly daemon?: DaemonAddress;
  readonly naming: XRayNaming;
  /** Patterns of the hosts that get `X-Amzn-Trace-Id`; absent: none does. */
  readonly headerHosts?: readonly string[];
}

export const xraySchema = z.object({
  AWS_XRAY_DAEMON_ADDRESS: daemonAddress.optional(),
  AWS_XRAY_URL: z
    .string()
    .regex(/^[^\s/]+$/, { error: 'has a space or a slash, as no host has' })
    .optional(),
  AWS_XRAY_TRACING_NAME: z
    .string()
    .max(MAX_NAME_CHARACTERS, {
      error: `is longer than ${MAX_NAME_CHARACTERS} characters`,
    })
    .refine((name) => name === legalName(name), {
      error: 'has a character that X-Ray does not allow in a name',
    })
    .optional(),
  XRAY_HEADER_HOSTS: hostPatterns.optional(),
} satisfies Record<keyof typeof xrayVariables, z.ZodType>);

export function xrayConfig(
  env: z.output<typeof xraySchema>,
  serviceName: string,
): XRayConfig {
  const { AWS_XRAY_URL: pattern, AWS_XRAY_TRACING_NAME: fixed } = env;
  return {
    ...(env.AWS_XRAY_DAEMON_ADDRESS && { daemon: env.AWS_XRAY_DAEMON_ADDRESS }),
    naming: {
      ...(pattern && { pattern }),
      ...(fixed && { fixed }),
      fallback: legalName(serviceName).slice(0, MAX_NAME_CHARACTERS),
    },
    ...(env.XRAY_HEADER_HOSTS && { headerHosts: env.XRAY_HEADER_HOSTS }),
  };
}

function legalName(name: string): string {
  return name.replaceAll(ILLEGAL_IN_NAME, '_');
}
