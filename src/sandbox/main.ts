import { type SandboxMessage, servingMessage } from './process-messages.js';
import { startSandbox, type Sandbox } from './sandbox.js';
import { sandboxOptionsFrom } from './sandbox.environment.js';
import { SandboxStartError } from './sandbox.errors.js';
import { ENDPOINT_FACTS, ENDPOINTS } from './sandbox.options.js';

/** Where an application listens unless it or `SANDBOX_APP_URL` says otherwise. */
const APPLICATION_URL = 'http://localhost:4567';

/**
 * Runs the sandbox as a process of its own.
 *
 * Forked with an IPC channel it reports to its parent (`SandboxMessage`), is told by it where the application listens
 * (`servingMessage`), takes
 * no notice of SIGINT and SIGTERM while the channel stands, so that the parent
 * can flush into it, and ends with code 0 when the channel closes. Alone it
 * prints where it listens and ends on either signal. When it cannot start it
 * ends with code 1.
 */
async function run(): Promise<void> {
  const { connected: forked }: { connected?: boolean | undefined } = process;
  const orphaned = forked !== undefined && !forked;
  if (orphaned) return;
  const stopped = new Promise<void>((resolve) => {
    process.once('disconnect', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (!process.connected) resolve();
      });
    }
  });
  let sandbox: Sandbox;
  try {
    sandbox = await startSandbox({
      ...(forked ? {} : { applicationUrl: APPLICATION_URL }),
      ...sandboxOptionsFrom(process.env),
    });
  } catch (error) {
    process.exitCode = 1;
    await fail(error);
    return;
  }
  if (forked) {
    process.on('message', (message: unknown) => heed(message, sandbox));
    await tell({ type: 'listening', endpoints: sandbox.endpoints });
  } else {
    for (const endpoint of ENDPOINTS) {
      process.stdout.write(
        `${ENDPOINT_FACTS[endpoint].purpose}: ${sandbox.endpoints[endpoint]}\n`,
      );
    }
  }
  await stopped;
  await sandbox.close();
}

/** Does as the parent says. */
function heed(message: unknown, sandbox: Sandbox): void {
  const serving = servingMessage.safeParse(message);
  if (!serving.success) return;
  try {
    sandbox.callsGoTo(serving.data.url);
  } catch (error) {
    // An application on another address than this machine's loopback: the console then sends it nothing.
    if (!(error instanceof SandboxStartError)) throw error;
  }
}

async function fail(error: unknown): Promise<void> {
  const code = error instanceof SandboxStartError ? error.code : 'UNKNOWN';
  const message = error instanceof Error ? error.message : String(error);
  if (process.connected) {
    await tell({ type: 'failed', code, message });
    process.disconnect();
  } else {
    process.stderr.write(`${message}\n`);
  }
}

/** Sends a message to the parent; one that is gone is no error, the disconnect ends the process. */
function tell(message: SandboxMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) {
      resolve();
      return;
    }
    process.send(message, undefined, undefined, () => resolve());
  });
}

await run();
