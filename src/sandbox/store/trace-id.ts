import { memberOf } from './members.js';

const W3C = /^[0-9a-f]{32}$/;
const XRAY = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/;

/**
 * Reads a trace id in either spelling, in any case, and gives the W3C one
 * (32 lower-case hex digits). Anything else, the all-zero id included, is
 * `undefined`.
 *
 * X-Ray's spelling of a W3C id is `1-<first 8>-<last 24>`
 * (AWS X-Ray developer guide, "Sending trace data to X-Ray").
 */
export function parseTraceId(text: string): string | undefined {
  const lower = text.toLowerCase();
  const xray = XRAY.exec(lower);
  const id = xray ? `${xray[1]}${xray[2]}` : lower;
  return W3C.test(id) && !/^0+$/.test(id) ? id : undefined;
}

/** The trace that a log line's fields, or an occurrence's, name as `trace_id` or `xray_trace_id`, in either spelling. */
export function traceIdOf(fields: unknown): string | undefined {
  for (const name of ['trace_id', 'xray_trace_id']) {
    const value = memberOf(fields, name);
    const traceId = typeof value === 'string' ? parseTraceId(value) : undefined;
    if (traceId !== undefined) return traceId;
  }
  return undefined;
}

/** Spells a W3C trace id (32 hex digits) as X-Ray does: `1-8-24`. */
export function toXRayTraceId(traceId: string): string {
  return `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
}
