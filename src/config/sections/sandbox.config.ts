import { z } from 'zod';
import { choice } from '../formats/choice.format.js';
import { port } from '../formats/number.format.js';
import { sandboxVariables } from './sandbox.variables.js';

/** The sandbox. */
export interface SandboxConfig {
  /** SANDBOX, as set. */
  readonly mode: 'auto' | 'on' | 'off';
  /** Whether to start it: `on`, or `auto` with no vendor configured outside production. */
  readonly start: boolean;
  /** TCP ports, `xray` UDP too; 0 takes any free one. */
  readonly ports: {
    readonly query: number;
    readonly otlp: number;
    readonly xray: number;
    readonly cloudWatchLogs: number;
    readonly rollbar: number;
  };
}

const facts = sandboxVariables;

export const sandboxSchema = z.object({
  SANDBOX: choice(['auto', 'on', 'off']).prefault(facts.SANDBOX.default),
  SANDBOX_PORT: port.prefault(facts.SANDBOX_PORT.default),
  SANDBOX_OTLP_PORT: port.prefault(facts.SANDBOX_OTLP_PORT.default),
  SANDBOX_XRAY_PORT: port.prefault(facts.SANDBOX_XRAY_PORT.default),
  SANDBOX_CLOUDWATCH_PORT: port.prefault(facts.SANDBOX_CLOUDWATCH_PORT.default),
  SANDBOX_ROLLBAR_PORT: port.prefault(facts.SANDBOX_ROLLBAR_PORT.default),
} satisfies Record<keyof typeof sandboxVariables, z.ZodType>);

export function sandboxConfig(
  env: z.output<typeof sandboxSchema>,
  environment: string,
  vendorConfigured: boolean,
): SandboxConfig {
  const mode = env.SANDBOX;
  return {
    mode,
    start:
      mode === 'on' ||
      (mode === 'auto' && !vendorConfigured && environment !== 'production'),
    ports: {
      query: env.SANDBOX_PORT,
      otlp: env.SANDBOX_OTLP_PORT,
      xray: env.SANDBOX_XRAY_PORT,
      cloudWatchLogs: env.SANDBOX_CLOUDWATCH_PORT,
      rollbar: env.SANDBOX_ROLLBAR_PORT,
    },
  };
}
