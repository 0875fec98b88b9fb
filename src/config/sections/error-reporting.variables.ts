import type { VariableFacts } from '../variable-facts.js';

/** Errors to Rollbar. */
export const errorReportingVariables = {
  ROLLBAR_ACCESS_TOKEN: {
    secret: true,
    format: 'a project access token with the scope post_server_item',
    description: 'Turns Rollbar on.',
  },
  ROLLBAR_ENVIRONMENT: {
    computedDefault: '`NODE_ENV`',
    format: 'a name of at most 255 characters',
    description: 'The environment shown in Rollbar.',
  },
  ROLLBAR_ENDPOINT: {
    default: 'https://api.rollbar.com/api/1/item/',
    format: 'an http:// or https:// URL',
    description:
      'Where items are posted, as in rollbar.js; an origin alone gets `/api/1/item/`.',
  },
  ROLLBAR_CAPTURE_USERNAME: {
    default: 'false',
    format: 'true or false',
    description:
      'Whether Rollbar is told the name of the user a failed request acted for; the user’s id it has anyway.',
  },
  ROLLBAR_CAPTURE_EMAIL: {
    default: 'false',
    format: 'true or false',
    description: 'The same for the user’s e-mail address, where it is known.',
  },
  ROLLBAR_CAPTURE_BODY: {
    default: 'false',
    format: 'true or false',
    description:
      'Whether Rollbar is told the body of a failed request: what users wrote, without secrets and cut to 16,384 characters.',
  },
  ROLLBAR_FOLD: {
    default: 'true',
    format: 'true or false',
    description:
      'Whether a burst of one error is told as few items that carry its number. false: each error is an item of its own, which Rollbar counts against its limits.',
  },
} as const satisfies Record<string, VariableFacts>;
