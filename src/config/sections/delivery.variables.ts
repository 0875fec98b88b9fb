import type { VariableFacts } from '../variable-facts.js';

/** Telemetry that waits to be delivered. */
export const deliveryVariables = {
  TELEMETRY_MAX_BYTES: {
    default: '67108864',
    format: 'a plain number of bytes from 1048576 to 17179869184',
    description:
      'Memory for all telemetry that waits for its vendor (64 MiB). When it is spent, spans of unremarkable traces go first, then logs, then failed traces, error reports last.',
  },
  TELEMETRY_SPOOL_DIR: {
    format: 'a folder, relative to the working directory or absolute',
    description:
      'Where telemetry goes that memory cannot hold or a stop cannot deliver; it is delivered after the next start. Unset: it is dropped and counted.',
  },
  TELEMETRY_SPOOL_MAX_BYTES: {
    default: '268435456',
    format: 'a plain number of bytes from 1048576 to 1099511627776',
    description: 'Disk for the spool (256 MiB).',
  },
} as const satisfies Record<string, VariableFacts>;
