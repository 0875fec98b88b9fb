import type { INestApplication } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { cutLingeringConnections } from './cut-lingering-connections.js';
import { RequestObserver } from './observability/index.js';
import type { SandboxProcess } from './sandbox-process.js';

/**
 * Signals within this time count as one: Ctrl-C under npm arrives twice, from the terminal and from npm, in the same
 * moment. In milliseconds.
 */
const SAME_SIGNAL_MS = 500;

/**
 * Time for the whole stop, in milliseconds: 10 s for requests, 10 s for telemetry, 5 s for the rest. Less than the 30 s
 * after which orchestrators kill.
 */
const STOP_LIMIT_MS = 25_000;

/**
 * Stops on SIGTERM and SIGINT: no new connections, requests in flight finish, telemetry is flushed, exit code 0; code 1
 * when that fails or takes more than 25 seconds. A second signal exits at once with code 128 + its number.
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
    setTimeout(() => {
      process.stderr.write(
        `The stop took more than ${String(STOP_LIMIT_MS)} ms\n`,
      );
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    const server: unknown = app.getHttpServer();
    const observer = app.get(RequestObserver, { strict: false });
    cutLingeringConnections(server, () => observer.open);
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
