import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { SpanSize } from './span/recorded-span.js';

/** A span as encoders read it; one of ours knows its size without making its attributes. */
interface FinishedSpan extends ReadableSpan {
  readonly size?: SpanSize | undefined;
}

/**
 * Spans of one request, as every vendor's encoder gets them: all that ended by the time their local root (the server
 * span, or a root span of background work) ended. Spans that end later come as further records without a root.
 */
export interface TraceRecord {
  /** In the order in which they ended; with a root, the root is the last. Never empty. */
  readonly spans: readonly FinishedSpan[];
  /** The local root; undefined when it is not among `spans`. */
  readonly root: FinishedSpan | undefined;
  /** Whether somebody will look for it: it failed, was flagged, or was kept for being slow, as far as is known yet. */
  readonly remarkable: boolean;
}

/** A vendor's door: takes the finished record of a trace that is kept, must neither block nor throw. */
export interface TraceSink {
  readonly name: string;
  accept(record: TraceRecord): void;
}
