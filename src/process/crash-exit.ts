import { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import {
  CrashRecorder,
  type OpenLog,
  stackOf,
} from '../observability/index.js';

/** Time from a crash to the end of the process, in milliseconds. */
const LIMIT_MS = 3000;
/** Part of it that is left to tell what could not be delivered, in milliseconds. */
const TELL_MS = 250;

/** Crashes of one process that are written to standard error: a timer that throws would write thousands. */
const MAX_SHOWN = 2;

/**
 * The end of a process that nobody caught an exception in. As Node alone would, it shows the stack on standard error and
 * exits with code 1; in between, the application has 3 seconds to tell its vendors. It serves nothing any more in that
 * time, and neither another crash nor a vendor that hangs prolongs it.
 */
export class CrashExit {
  private app: INestApplication | undefined;
  private log: OpenLog | undefined;
  private crashes = 0;
  private isLeaving = false;

  get hasBegun(): boolean {
    return this.crashes > 0;
  }

  /** From now on, as long as there is no application, the crash is written here and delivered. */
  writeTo(log: OpenLog): void {
    this.log = log;
  }

  /** From now on, this application tells its vendors. */
  recordIn(app: INestApplication): void {
    this.app = app;
  }

  /** For `process.on('uncaughtException')`. */
  handle(error: unknown): void {
    this.crashes += 1;
    if (this.crashes <= MAX_SHOWN) {
      show(error);
    }
    if (this.crashes === 1) {
      process.exitCode = 1;
      void this.tellAndLeave(error);
    } else if (this.isLeaving) {
      // A listener of `exit` threw; the second call asks no listener.
      this.leave();
    }
  }

  private async tellAndLeave(error: unknown): Promise<void> {
    setTimeout(() => {
      this.leave();
    }, LIMIT_MS);
    const recorder = recorderOf(this.app);
    if (this.app !== undefined && recorder !== undefined) {
      recorder.record(error);
      serveNothing(this.app);
      await recorder.flush(LIMIT_MS - TELL_MS);
    } else if (this.log !== undefined) {
      this.log.logger.fatal(error, 'Crash');
      await this.log.close(LIMIT_MS - TELL_MS);
    }
    this.leave();
  }

  private leave(): void {
    this.isLeaving = true;
    process.exit(1);
  }
}

/**
 * Exits with code 1 on an exception that nobody caught. A rejection that nobody handled is one too, unless Node is told
 * otherwise (`--unhandled-rejections`) or a listener takes it. Call it first of all.
 */
export function exitOnCrash(): CrashExit {
  const exit = new CrashExit();
  // Its reader may be gone, and that must not be the next crash.
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    exit.handle(error);
  });
  return exit;
}

function recorderOf(
  app: INestApplication | undefined,
): CrashRecorder | undefined {
  try {
    return app?.get(CrashRecorder, { strict: false });
  } catch {
    return undefined;
  }
}

/** What a process does after a crash is not to be relied upon: clients had better ask another one. */
function serveNothing(app: INestApplication): void {
  try {
    const server: unknown = app.getHttpServer();
    if (server instanceof Server) {
      server.close();
      server.closeAllConnections();
    }
  } catch {
    // It never listened.
  }
}

function show(error: unknown): void {
  try {
    process.stderr.write(`\n${stackOf(error)}\n\nNode.js ${process.version}\n`);
  } catch {
    // Nobody reads it.
  }
}
