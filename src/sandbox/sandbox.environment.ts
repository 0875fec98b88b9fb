import { applicationOrigin } from './application-origin.js';
import { SandboxStartError } from './sandbox.errors.js';
import {
  DEFAULT_SANDBOX_OPTIONS,
  type Endpoint,
  ENDPOINT_FACTS,
  ENDPOINTS,
  type SandboxOptions,
} from './sandbox.options.js';

const MAX_PORT = 65_535;
const APPLICATION_VARIABLE = 'SANDBOX_APP_URL';

/**
 * Reads the sandbox's options from environment variables. One that is unset
 * or empty leaves the default.
 *
 * @throws SandboxStartError with code `INVALID_PORT` that names every wrong variable, or `INVALID_APPLICATION_URL`.
 */
export function sandboxOptionsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<SandboxOptions, 'ports' | 'applicationUrl'> {
  const ports: Record<Endpoint, number> = { ...DEFAULT_SANDBOX_OPTIONS.ports };
  const problems: string[] = [];
  for (const endpoint of ENDPOINTS) {
    const { variable, purpose } = ENDPOINT_FACTS[endpoint];
    const text = environment[variable]?.trim() ?? '';
    if (text === '') continue;
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
    if (port > MAX_PORT) {
      problems.push(
        `${variable} (${purpose}) must be a port from 0 to ${MAX_PORT}, not "${text}".`,
      );
    } else {
      ports[endpoint] = port;
    }
  }
  if (problems.length > 0) {
    throw new SandboxStartError('INVALID_PORT', problems.join('\n'));
  }
  const url = environment[APPLICATION_VARIABLE]?.trim() ?? '';
  return {
    ports,
    ...(url === '' ? {} : { applicationUrl: applicationOrigin(url) }),
  };
}
