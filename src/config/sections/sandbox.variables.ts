import type { VariableFacts } from '../variable-facts.js';

const format = 'a whole number from 0 to 65535 (0: any free port)';

/** The sandbox: stand-ins for the vendors on this machine. */
export const sandboxVariables = {
  SANDBOX: {
    default: 'auto',
    format: 'auto, on or off',
    description:
      'Starts the sandbox. `auto`: when no vendor is configured and `NODE_ENV` is not `production`. `on`: always; vendors that are configured keep their own endpoints.',
  },
  SANDBOX_PORT: {
    default: '4568',
    format,
    description: 'TCP port of the sandbox’s query API.',
  },
  SANDBOX_OTLP_PORT: {
    default: '4318',
    format,
    description: 'TCP port of the sandbox’s OTLP receiver.',
  },
  SANDBOX_XRAY_PORT: {
    default: '2000',
    format,
    description: 'UDP and TCP port of the sandbox’s X-Ray daemon.',
  },
  SANDBOX_CLOUDWATCH_PORT: {
    default: '4569',
    format,
    description: 'TCP port of the sandbox’s CloudWatch Logs.',
  },
  SANDBOX_ROLLBAR_PORT: {
    default: '4570',
    format,
    description: 'TCP port of the sandbox’s Rollbar.',
  },
} as const satisfies Record<string, VariableFacts>;
