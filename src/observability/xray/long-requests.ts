import { type Span, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { readableSpan, spanTimeMs } from '../request/index.js';

/** Requests whose response has not ended. */
export interface OpenRequests {
  /** Those that began before a time of the spans' clock. */
  startedBefore(timeMs: number): Iterable<{ readonly span: Span }>;
}

/** Time between two looks, in milliseconds. */
const INTERVAL_MS = 1000;

/**
 * Announces each sampled request once that goes on for long, so that X-Ray shows it while it runs and even if it never
 * ends. A request that is kept only for how it ends is not announced: nobody knows yet.
 */
export class LongRequests {
  private readonly announced = new WeakSet<Span>();
  private readonly timer: NodeJS.Timeout;

  /** @param afterMs from how long on a request is long, in milliseconds */
  constructor(
    private readonly requests: OpenRequests,
    private readonly announce: (root: ReadableSpan) => void,
    private readonly afterMs: number,
  ) {
    this.timer = setInterval(
      () => {
        this.look();
      },
      Math.min(INTERVAL_MS, afterMs),
    ).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const { span } of this.requests.startedBefore(
      spanTimeMs() - this.afterMs,
    )) {
      const root = readableSpan(span);
      const isSampled =
        (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
      if (root !== undefined && isSampled && !this.announced.has(span)) {
        this.announced.add(span);
        this.announce(root);
      }
    }
  }
}
