import type { SpanContext } from '@opentelemetry/api';

/** A call that was answered, or was given up. */
export interface FinishedCall {
  /** A known method, else `_OTHER`. */
  readonly method: string;
  readonly host: string;
  readonly port: number | undefined;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** As on the span; undefined where all went well. */
  readonly errorType: string | undefined;
  readonly durationMs: number;
  /** Its client span. */
  readonly span: SpanContext;
}

let listener: ((call: FinishedCall) => void) | undefined;

/** Tells of every call of this process that ends, from now on; there is one listener. It must not block. */
export function onCallFinished(next: (call: FinishedCall) => void): void {
  listener = next;
}

export function tellFinished(call: FinishedCall): void {
  try {
    listener?.(call);
  } catch {
    // The application's call goes on.
  }
}
