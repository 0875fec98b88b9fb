import { constants } from 'node:os';
import { type INestApplication, Logger } from '@nestjs/common';
import type { CrashExit } from './crash-exit.js';
import type { SandboxProcess } from './sandbox-process.js';
import { stopApp, type StopTimes } from './stop-app.js';

/**
 * Signals within this time count as one: Ctrl-C under npm arrives twice, from the terminal and from npm, in the same
 * moment. In milliseconds.
 */
const SAME_SIGNAL_MS = 500;

/** Time between two looks at whether npm is still there, in milliseconds. */
const PARENT_LOOK_MS = 500;

export interface StopOptions extends StopTimes {
  /** Outlives the application, to receive its last telemetry. */
  readonly sandbox: SandboxProcess | undefined;
  readonly crash: CrashExit;
}

/**
 * Stops on SIGTERM and SIGINT, within `timeoutMs`: not ready any more, no new connections, requests in flight finish,
 * telemetry is delivered, exit code 0; code 1 when that fails or does not end in time. A second signal exits at once with
 * code 128 + its number. A crash has the last word about the exit. Started by npm, it stops too when npm's shell is gone: npm
 * passes a SIGTERM to that shell only, which would leave the application behind, alone with its port.
 */
export function stopOnSignals(
  app: INestApplication,
  { sandbox, crash, ...times }: StopOptions,
): void {
  let stoppingSince: number | undefined;
  const stop = (reason: string, number: number): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
        process.exit(128 + number);
      }
      return;
    }
    stoppingSince = performance.now();
    new Logger('Stop').log(`${reason}, stopping`);
    if (crash.hasBegun) {
      return;
    }
    void stopAndExit();
  };
  const stopAndExit = async (): Promise<void> => {
    const code = await stopWithCode(app, times);
    sandbox?.release();
    if (!crash.hasBegun) {
      process.exit(code);
    }
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

/** Stops the application; never rejects. */
async function stopWithCode(
  app: INestApplication,
  times: StopTimes,
): Promise<0 | 1> {
  try {
    if (await stopApp(app, times)) {
      return 0;
    }
    process.stderr.write(
      `The stop took more than ${String(times.timeoutMs)} ms\n`,
    );
  } catch (error) {
    process.stderr.write(`The stop failed: ${String(error)}\n`);
  }
  return 1;
}
