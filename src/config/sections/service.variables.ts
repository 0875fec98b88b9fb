import type { VariableFacts } from '../variable-facts.js';

/** How the service names itself to every vendor. */
export const serviceVariables = {
  OTEL_SERVICE_NAME: {
    default: 'cruddur',
    format: 'a name',
    description:
      'Name of the service: the data set in Honeycomb, the node in X-Ray. Wins over `service.name` in `OTEL_RESOURCE_ATTRIBUTES`.',
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    format: 'key=value,key=value, percent-encoded',
    description: 'Attributes of everything this process reports.',
  },
  CODE_VERSION: {
    computedDefault: 'the version in package.json',
    format: 'a version or a commit',
    description:
      'What is deployed: `service.version`, and the code version in Rollbar, which has one only when this is set. Wins over `service.version` in `OTEL_RESOURCE_ATTRIBUTES`.',
  },
} as const satisfies Record<string, VariableFacts>;
