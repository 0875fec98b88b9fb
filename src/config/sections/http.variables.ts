import type { VariableFacts } from '../variable-facts.js';

/** The process and its HTTP server. */
export const httpVariables = {
  NODE_ENV: {
    default: 'development',
    format: 'a word such as development, test or production',
    description:
      'The environment. In `production` the sandbox does not start by itself and no demo data is laid.',
  },
  PORT: {
    default: '4567',
    format: 'a whole number from 0 to 65535 (0: any free port)',
    description: 'TCP port of the API.',
  },
  HOST: {
    default: '127.0.0.1',
    format: 'an IP address or a host name (0.0.0.0: every interface)',
    description: 'Address the API listens on.',
  },
  FRONTEND_URL: {
    default: 'http://localhost:3000',
    format: 'an origin: http:// or https://, host and port',
    description: 'Where the front end is served: allowed by CORS.',
  },
  BACKEND_URL: {
    computedDefault: '`http://localhost:<PORT>`',
    format: 'an origin: http:// or https://, host and port',
    description: 'Where this API is reached from outside: allowed by CORS.',
  },
} as const satisfies Record<string, VariableFacts>;
