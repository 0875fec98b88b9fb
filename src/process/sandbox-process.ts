import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SandboxConfig, SandboxEndpoints } from '../config/index.js';

export interface SandboxProcess {
  readonly endpoints: SandboxEndpoints;
  /** Tells the console where the application listens that its calls go to. */
  callsGoTo(url: string): void;
  /** Lets the sandbox end. It outlives the signals that stop the application, to receive its last telemetry. */
  release(): void;
}

/** The sandbox could not start; `message` says why and what to set. */
class SandboxStartFailed extends Error {
  override readonly name = 'SandboxStartFailed';
}

/** Starts the sandbox as a process of its own and waits until it listens. It ends with this process at the latest. */
export function startSandboxProcess(
  ports: SandboxConfig['ports'],
): Promise<SandboxProcess> {
  const child = fork(
    fileURLToPath(new URL('../sandbox/main.js', import.meta.url)),
    {
      env: {
        ...process.env,
        SANDBOX_PORT: String(ports.query),
        SANDBOX_OTLP_PORT: String(ports.otlp),
        SANDBOX_XRAY_PORT: String(ports.xray),
        SANDBOX_CLOUDWATCH_PORT: String(ports.cloudWatchLogs),
        SANDBOX_ROLLBAR_PORT: String(ports.rollbar),
      },
    },
  );
  let released = false;
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new SandboxStartFailed(error.message));
    });
    child.once('exit', (code) => {
      reject(
        new SandboxStartFailed(
          `the sandbox ended with code ${String(code)} before it listened`,
        ),
      );
    });
    child.once('message', (message) => {
      child.removeAllListeners('exit');
      if (isListening(message)) {
        child.once('exit', (code) => {
          if (!released) {
            process.stderr.write(
              `The sandbox ended with code ${String(code)}; its telemetry is kept until it is there again. Restart to have it back.\n`,
            );
          }
        });
        child.unref();
        child.channel?.unref();
        resolve({
          endpoints: message.endpoints,
          callsGoTo: (url) => {
            if (child.connected) {
              child.send({ type: 'serving', url }, () => undefined);
            }
          },
          release: () => {
            released = true;
            if (child.connected) {
              child.disconnect();
            }
          },
        });
      } else {
        reject(new SandboxStartFailed(failureOf(message)));
      }
    });
  });
}

interface Listening {
  readonly type: 'listening';
  readonly endpoints: SandboxEndpoints;
}

function isListening(message: unknown): message is Listening {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'listening'
  );
}

function failureOf(message: unknown): string {
  return typeof message === 'object' && message !== null && 'message' in message
    ? String(message.message)
    : 'the sandbox gave no reason';
}
