import { isLoopbackHost } from './listener/loopback.js';
import { SandboxStartError } from './sandbox.errors.js';

/**
 * The origin of an application on this machine: the console's calls go nowhere else.
 *
 * @throws SandboxStartError `INVALID_APPLICATION_URL`
 */
export function applicationOrigin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (
    parsed &&
    ['http:', 'https:'].includes(parsed.protocol) &&
    isLoopbackHost(parsed.host)
  ) {
    return parsed.origin;
  }
  throw new SandboxStartError(
    'INVALID_APPLICATION_URL',
    `SANDBOX_APP_URL must be an http or https URL of this machine, for example http://localhost:4567, not "${url.slice(0, 200)}".`,
  );
}
