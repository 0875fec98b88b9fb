import { Inject, Injectable } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { DeliveryRegistry } from '../delivery/index.js';
import { ErrorReporter, logException } from '../error-reporting/index.js';
import {
  keepTrace,
  NoTrace,
  recordException,
  RequestObserver,
  TraceRecorder,
} from '../request/index.js';

/** Tells the vendors that the process crashes. Nothing here ever throws or rejects. */
@NoTrace()
@Injectable()
export class CrashRecorder {
  constructor(
    @Inject(ErrorReporter) private readonly reporter: ErrorReporter,
    @Inject(RequestObserver) private readonly observer: RequestObserver,
    @Inject(TraceRecorder) private readonly recorder: TraceRecorder,
    @Inject(DeliveryRegistry) private readonly deliveries: DeliveryRegistry,
  ) {}

  /**
   * Reports `error` at level critical, writes it to the log at level fatal, and ends all open requests and spans as failed.
   * Call it where the error came out: the request that is active there is the one that it belongs to.
   */
  record(error: unknown): void {
    const uuid = this.reporter.critical(error);
    logException(error, 'fatal', uuid);
    for (const step of [
      () => {
        markActiveSpan(error);
      },
      () => {
        this.observer.abandon(error);
      },
      () => {
        this.recorder.abandon();
      },
    ]) {
      try {
        step();
      } catch {
        // What is left of a process that crashes may be in any state; the other steps still count.
      }
    }
  }

  /**
   * Delivers what waits, for `deadlineMs` milliseconds at the most, and closes all sinks; one line on stderr tells what stayed
   * behind.
   */
  async flush(deadlineMs: number): Promise<void> {
    try {
      await this.deliveries.stop(deadlineMs);
    } catch {
      // Nobody is left who could be told.
    }
  }
}

function markActiveSpan(error: unknown): void {
  const active = trace.getActiveSpan();
  if (active !== undefined) {
    keepTrace();
    recordException(active, error);
  }
}
