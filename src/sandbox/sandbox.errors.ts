import { type Endpoint, ENDPOINT_FACTS } from './sandbox.options.js';

/** Why the sandbox could not start. `code` is stable, `message` says what to do. */
export class SandboxStartError extends Error {
  override readonly name = 'SandboxStartError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Turns the system's refusal to bind a port into one that names the port, its use and its variable. */
export function portError(
  endpoint: Endpoint,
  port: number,
  cause: unknown,
): SandboxStartError {
  const { purpose, variable } = ENDPOINT_FACTS[endpoint];
  const code = errorCode(cause);
  const reason =
    code === 'EADDRINUSE'
      ? 'is in use'
      : code === 'EACCES'
        ? 'may not be opened by this user'
        : `could not be opened (${code})`;
  return new SandboxStartError(
    code,
    `Port ${port}, wanted for ${purpose}, ${reason}. Set ${variable} to another port, or to 0 for a free one.`,
    { cause },
  );
}

function errorCode(error: unknown): string {
  return error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string'
    ? error.code
    : 'UNKNOWN';
}
