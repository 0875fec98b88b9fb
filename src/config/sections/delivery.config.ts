import { z } from 'zod';
import { byteCount } from '../formats/byte-count.format.js';
import { deliveryVariables } from './delivery.variables.js';

/** Telemetry that waits to be delivered. */
export interface DeliveryConfig {
  /** Memory for all telemetry that waits, in bytes. */
  readonly maxBytes: number;
  /** Folder for what memory cannot hold; absent: it is dropped and counted. */
  readonly spoolDir?: string;
  /** Disk for the spool, in bytes. */
  readonly spoolMaxBytes: number;
}

const MEBIBYTE = 1024 ** 2;

export const deliverySchema = z.object({
  TELEMETRY_MAX_BYTES: byteCount(MEBIBYTE, 16 * 1024 * MEBIBYTE).prefault(
    deliveryVariables.TELEMETRY_MAX_BYTES.default,
  ),
  TELEMETRY_SPOOL_DIR: z.string().optional(),
  TELEMETRY_SPOOL_MAX_BYTES: byteCount(MEBIBYTE, MEBIBYTE ** 2).prefault(
    deliveryVariables.TELEMETRY_SPOOL_MAX_BYTES.default,
  ),
} satisfies Record<keyof typeof deliveryVariables, z.ZodType>);

export function deliveryConfig(
  env: z.output<typeof deliverySchema>,
): DeliveryConfig {
  const spoolDir = env.TELEMETRY_SPOOL_DIR;
  return {
    maxBytes: env.TELEMETRY_MAX_BYTES,
    spoolMaxBytes: env.TELEMETRY_SPOOL_MAX_BYTES,
    ...(spoolDir !== undefined && { spoolDir }),
  };
}
