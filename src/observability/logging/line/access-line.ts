import { annotationsOf } from '../../request/index.js';
import type { AccessRecord } from '../record/access-record.js';
import type { JsonLine } from './json-line.js';

/** What JSON writes otherwise than it is. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/**
 * Writes access lines as `JsonLine` does, character by character the same, in a third of the time: there is one for every
 * request (docs/performance.md). What a request was annotated with is left to `JsonLine`.
 */
export class AccessLine {
  private lastMs = Number.NaN;
  private lastTime = '';

  constructor(private readonly json: JsonLine) {}

  encode(record: AccessRecord): string {
    const { request, route, userId } = record;
    if (annotationsOf(request.span) !== undefined) {
      return this.json.encode(record);
    }
    const address = escaped(request.remoteAddress);
    const path = escaped(request.path);
    const scheme = escaped(request.scheme);
    const { method, status } = request;
    return (
      `{"timestamp":"${this.timeOf(record.timestamp)}","level":"info"` +
      `,"message":"${address} ${method} ${scheme} ${path} ${String(status)}","context":"Access"` +
      identityPart(record) +
      (route === undefined ? '' : `,"route":"${escaped(route)}"`) +
      (userId === undefined ? '' : `,"user_id":"${escaped(userId)}"`) +
      this.json.origin +
      `,"remote_address":"${address}","method":"${method}","scheme":"${scheme}","path":"${path}"` +
      `,"status":${String(status)},"duration_ms":${String(request.durationMs)}` +
      (request.aborted ? ',"aborted":true}' : '}')
    );
  }

  /** Many lines are of one millisecond. */
  private timeOf(ms: number): string {
    if (ms !== this.lastMs) {
      this.lastMs = ms;
      this.lastTime = new Date(ms).toISOString();
    }
    return this.lastTime;
  }
}

function identityPart({ identity }: AccessRecord): string {
  if (identity === undefined) {
    return '';
  }
  const { trace_id, span_id, xray_trace_id } = identity;
  return `,"trace_id":"${trace_id}","span_id":"${span_id}","xray_trace_id":"${xray_trace_id}","AWS-XRAY-TRACE-ID":"${xray_trace_id}@${span_id}"`;
}

/** A text as it stands in JSON between quotation marks. */
function escaped(text: string): string {
  return ESCAPED.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
