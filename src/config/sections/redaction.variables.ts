import type { VariableFacts } from '../variable-facts.js';

/** What is kept out of all telemetry, beyond the secrets that everyone has. */
export const redactionVariables = {
  REDACTION_KEYS: {
    format:
      'fragments of names, separated by commas, each of three or more letters and digits',
    description:
      'Further names whose values are kept out of telemetry: `iban` matches `customerIBAN` and `iban_code`.',
  },
  REDACTION_PATTERNS: {
    format:
      'regular expressions, separated by spaces, each as `acme-[a-z0-9]{32}` or `/acme-[a-z0-9]{32}/i`; a space is written `\\s`',
    description:
      'Further secrets by their form: what matches is kept out of telemetry. The start fails for an expression whose time on hostile text has no bound.',
  },
  TELEMETRY_PERSONAL_DATA: {
    default: 'withheld',
    format: 'withheld or shown',
    description:
      'Whether handles, messages, search terms and bodies of users stand in telemetry, where they would otherwise read `[redacted]`: for development.',
  },
} as const satisfies Record<string, VariableFacts>;
