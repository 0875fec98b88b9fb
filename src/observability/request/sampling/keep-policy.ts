import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** Which traces are kept whatever the sampler said when they began. */
export interface KeepOptions {
  /** Those whose root span has status ERROR: answers from 500 on, clients that left, failed background work. @default true */
  readonly failed?: boolean;
  /** Those that `keepTrace()` was called in. @default true */
  readonly flagged?: boolean;
  /** Those whose root span lasts at least so many milliseconds. @default 2000, `false` for none */
  readonly slowMs?: number | false;
}

export type KeepReason = 'failed' | 'flagged' | 'slow';

const DEFAULT_SLOW_MS = 2000;

/** Decides when a trace ends. What it keeps stands for itself alone, since every one of its kind is kept. */
export class KeepPolicy {
  private readonly failed: boolean;
  private readonly flagged: boolean;
  private readonly slowMs: number;

  constructor({
    failed = true,
    flagged = true,
    slowMs = DEFAULT_SLOW_MS,
  }: KeepOptions = {}) {
    this.failed = failed;
    this.flagged = flagged;
    this.slowMs = slowMs === false ? Number.POSITIVE_INFINITY : slowMs;
  }

  /** Keeps nothing: a trace that is not sampled need not be recorded. */
  static readonly nothing = new KeepPolicy({
    failed: false,
    flagged: false,
    slowMs: false,
  });

  get keepsAny(): boolean {
    return this.failed || this.flagged || Number.isFinite(this.slowMs);
  }

  /** @param root a root span that is ending, its end known */
  reasonFor(
    { status, duration: [seconds, nanoseconds] }: ReadableSpan,
    flagged: boolean,
  ): KeepReason | undefined {
    if (this.failed && status.code === SpanStatusCode.ERROR) {
      return 'failed';
    }
    if (this.flagged && flagged) {
      return 'flagged';
    }
    return seconds * 1000 + nanoseconds / 1e6 >= this.slowMs
      ? 'slow'
      : undefined;
  }
}
