import type { INestApplication } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import type { SandboxProcess } from './sandbox-process.js';

/**
 * Signals within this time count as one: Ctrl-C under npm arrives twice, from the terminal and from npm, in the same
 * moment. In milliseconds.
 */
const SAME_SIGNAL_MS = 500;

/**
 * Stops on SIGTERM and SIGINT: no new connections, requests in flight finish, telemetry is flushed, exit code 0.
 * A second signal exits at once with code 128 + its number.
 */
export function stopOnSignals(
  app: INestApplication,
  sandbox: SandboxProcess | undefined,
): void {
  let stoppingSince: number | undefined;
  const stop = (signal: NodeJS.Signals, number: number): void => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > SAME_SIGNAL_MS) {
        process.exit(128 + number);
      }
      return;
    }
    stoppingSince = Date.now();
    new Logger('Stop').log(`${signal} received, stopping`);
    void app.close().then(
      () => {
        sandbox?.release();
        process.exit(0);
      },
      (error: unknown) => {
        process.stderr.write(`The stop failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
