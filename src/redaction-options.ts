import type { Config } from './config/index.js';
import type { RedactionOptions } from './observability/index.js';

/**
 * Where this application has what its users are called and what they write: path segments such as `@worf`, parameters and
 * fields.
 */
const PERSONAL = {
  keys: [
    '*handle',
    '*display_name',
    'message',
    'term',
    'body',
    'request_body',
    'raw_body',
  ],
  segmentPrefixes: ['@'],
};

/** What the redactor needs of the configuration. */
export function redactionOptions({ redaction }: Config): RedactionOptions {
  const { keys, patterns, personalData } = redaction;
  return {
    keys,
    patterns,
    ...(personalData === 'withheld' && { personal: PERSONAL }),
  };
}
