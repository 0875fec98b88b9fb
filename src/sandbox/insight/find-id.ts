import type { IdKind } from '../store/record-ids.js';
import type { TelemetryStore } from '../store/telemetry-store.js';
import { parseTraceId } from '../store/trace-id.js';

/** Where a text leads that somebody pasted. */
export interface FoundTrace {
  readonly traceId: string;
  /** The span meant, 16 hex digits; `null` when the whole trace is. */
  readonly spanId: string | null;
  /** What the text was. */
  readonly kind: 'trace id' | IdKind;
}

/** Longest text that is looked into, characters. */
const MAX_TEXT = 2_000;
/** Anything that may be an id: X-Ray's spelling, a UUID, hex digits, and what a log line's AWS-XRAY-TRACE-ID or a traceparent joins. */
const CANDIDATE =
  /1-[0-9a-f]{8}-[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{16}/gi;

/**
 * Finds the trace that a text names: a trace id as W3C, OpenTelemetry or X-Ray spell it, a `traceparent` or
 * `X-Amzn-Trace-Id` header, a span's or segment's id, a Rollbar uuid, in any case, with dashes or without, with text around
 * it; or a request's own id, which may be any text, by itself.
 */
export function findTrace(
  store: TelemetryStore,
  text: string,
): FoundTrace | undefined {
  const given = text.slice(0, MAX_TEXT).trim();
  const candidates = [given, ...(given.match(CANDIDATE) ?? [])];
  let trace: FoundTrace | undefined;
  for (const candidate of candidates) {
    const traceId =
      parseTraceId(candidate) ?? parseTraceId(candidate.replaceAll('-', ''));
    if (traceId !== undefined && store.holds(traceId)) {
      trace ??= { traceId, spanId: null, kind: 'trace id' };
      continue;
    }
    const found = store.find(candidate);
    if (!found) continue;
    const { kind } = found;
    if (kind !== 'span id') {
      return { traceId: found.traceId, spanId: null, kind };
    }
    // A header names the trace first, then the span that is meant.
    if (!trace || trace.traceId === found.traceId) {
      return { traceId: found.traceId, spanId: found.id.toLowerCase(), kind };
    }
  }
  return trace;
}
