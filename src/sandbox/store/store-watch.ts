import type { LogEventRecord, LogRecord } from './records.js';

/** Log lines that wait for a watcher; more replace the oldest. */
const MAX_LINES = 500;

/** What changed since a watcher last asked. */
export interface Changes {
  /** Everything was forgotten first. */
  readonly reset: boolean;
  /** Traces of which something arrived, or was found wrong. */
  readonly traces: readonly string[];
  /** Traces that left to make room. */
  readonly forgotten: readonly string[];
  /** Log lines that arrived, the latest last. */
  readonly lines: readonly (LogEventRecord | LogRecord)[];
}

/** Collects what changes in a store for one watcher that asks at its own pace, never more than the store itself can hold. */
export class StoreWatch {
  #traces = new Set<string>();
  #forgotten = new Set<string>();
  #lines: (LogEventRecord | LogRecord)[] = [];
  #reset = false;

  /** Notes a trace that changed. */
  touched(traceId: string): void {
    this.#forgotten.delete(traceId);
    this.#traces.add(traceId);
  }

  /** Notes a trace that left. When more have left than were held, none that was told of before is left, as the oldest leave first. */
  left(traceId: string, maxForgotten: number): void {
    this.#traces.delete(traceId);
    this.#forgotten.add(traceId);
    if (this.#forgotten.size > maxForgotten) {
      this.#forgotten.clear();
      this.#reset = true;
    }
  }

  /** Notes a log line. */
  wrote(line: LogEventRecord | LogRecord): void {
    this.#lines.push(line);
    if (this.#lines.length > 2 * MAX_LINES) {
      this.#lines = this.#lines.slice(-MAX_LINES);
    }
  }

  /** Notes that all that was known is void. */
  wasReset(): void {
    this.#traces.clear();
    this.#forgotten.clear();
    this.#lines = [];
    this.#reset = true;
  }

  /** Gives what changed and begins anew; at most so many traces, the rest next time. */
  take(maxTraces: number): Changes {
    const traces = [...this.#traces].slice(0, maxTraces);
    for (const traceId of traces) this.#traces.delete(traceId);
    const changes = {
      reset: this.#reset,
      traces,
      forgotten: [...this.#forgotten],
      lines: this.#lines.slice(-MAX_LINES),
    };
    this.#forgotten.clear();
    this.#lines = [];
    this.#reset = false;
    return changes;
  }
}
