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
} as const satisfies Record<string, VariableFacts>;
