import { constants } from 'node:os';
import { type INestApplication, Logger } from '@nestjs/common';
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

/** Time between two looks at whether npm is still there, in milliseconds. */
const PARENT_LOOK_MS = 500;

/**
 * Stops on SIGTERM and SIGINT: no new connections, requests in flight finish, telemetry is flushed, exit code 0; code 1
 * when that fails or takes more than 25 seconds. A second signal exits at once with code 128 + its number. Started by npm, it stops too when
 * npm's shell is gone: npm passes a SIGTERM to that shell only, which would leave the application behind, alone with its port.
 */
export function stopOnSignals(
  app: INestApplication,
  sandbox: SandboxProcess | undefined,
): void {
  let stoppingSince: number | undefined;
  const stop = (reason: string, number: number): void => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > SAME_SIGNAL_MS) {
        process.exit(128 + number);
      }
      return;
    }
    stoppingSince = Date.now();
    new Logger('Stop').log(`${reason}, stopping`);
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
  const onSignal = (signal: NodeJS.Signals, number: number): void => {
    stop(`${signal} received`, number);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) {
        clearInterval(watch);
        stop('npm is gone', constants.signals.SIGTERM);
      }
    }, PARENT_LOOK_MS).unref();
  }
}
