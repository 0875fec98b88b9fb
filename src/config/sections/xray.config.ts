import { z } from 'zod';
import {
  daemonAddress,
  type DaemonAddress,
} from '../formats/daemon-address.format.js';
import { hostPatterns } from '../formats/host-patterns.format.js';
import { choice } from '../formats/choice.format.js';
import { otlpBaseUrl } from '../formats/url.format.js';
import type { Secret } from '../secret.js';
import { xrayVariables } from './xray.variables.js';

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

/** X-Ray's own OTLP endpoint. */
interface XRayOtlpConfig {
  readonly region: string;
  /** The full URL spans are posted to; absent: the region's own. */
  readonly url?: string;
  /** Absent: the AWS SDK's credentials chain. Set for the sandbox, which must never see real ones. */
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: Secret;
  };
}

/** AWS X-Ray. */
export interface XRayConfig {
  /** How traces go there: segments to `daemon`, or spans to `otlp`. */
  readonly exporter: 'daemon' | 'otlp';
  /** Takes segments, if `exporter` says so, and gives sampling rules; absent: neither. */
  readonly daemon?: DaemonAddress;
  /** Takes spans, if `exporter` says so; absent: nobody does. */
  readonly otlp?: XRayOtlpConfig;
  readonly naming: XRayNaming;
  /** Patterns of the hosts that get `X-Amzn-Trace-Id`; absent: none does. */
  readonly headerHosts?: readonly string[];
}

export const xraySchema = z.object({
  AWS_XRAY_DAEMON_ADDRESS: daemonAddress.optional(),
  XRAY_EXPORTER: choice(['daemon', 'otlp']).prefault(
    xrayVariables.XRAY_EXPORTER.default,
  ),
  AWS_ENDPOINT_URL_XRAY: otlpBaseUrl.optional(),
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
  region: string | undefined,
): XRayConfig {
  const { AWS_XRAY_URL: pattern, AWS_XRAY_TRACING_NAME: fixed } = env;
  return {
    exporter: env.XRAY_EXPORTER,
    ...(env.XRAY_EXPORTER === 'otlp' &&
      region && {
        otlp: {
          region,
          ...(env.AWS_ENDPOINT_URL_XRAY && { url: env.AWS_ENDPOINT_URL_XRAY }),
        },
      }),
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
