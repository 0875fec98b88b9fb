import { SpanStatusCode } from '@opentelemetry/api';
import type { TraceRecord } from './trace-record.js';

/**
 * Whether a record is worth more than most: a span of it failed, or its trace was kept for a reason of its own. Such
 * spans go last when there is no room for all.
 */
export function isRemarkable({ spans, root }: TraceRecord): boolean {
  return (
    root?.attributes['sampling.keep_reason'] !== undefined ||
    spans.some(({ status }) => status.code === SpanStatusCode.ERROR)
  );
}
