import { hostname } from 'node:os';
import type { JsonValue } from '../record/json-value.js';
import type { LogRecord } from '../record/log-record.js';
import type { LoggedService } from './logged-service.js';

/** Keys of a line that a field can't take; a field of such a name stands under `fields`. */
const RESERVED = new Set([
  'timestamp',
  'level',
  'message',
  'context',
  'trace_id',
  'span_id',
  'xray_trace_id',
  'AWS-XRAY-TRACE-ID',
  'route',
  'user_id',
  'service',
  'environment',
  'version',
  'host',
  'fields',
  'error',
]);

/**
 * Writes a record as one line of JSON, without the line end. Order of the keys: `timestamp` (ISO 8601, milliseconds, UTC),
 * `level`, `message`, `context`; inside a trace `trace_id`, `span_id`, `xray_trace_id` and `AWS-XRAY-TRACE-ID`
 * (`<X-Ray trace id>@<span id>`, by which the CloudWatch console links a line to its trace); inside a request `route` and
 * `user_id`; `service`, `environment`, `version`, `host`; the record's fields; `error`.
 */
export class JsonLine {
  /** What every line says of where it comes from, as its part of the JSON. */
  readonly origin: string;

  constructor(service: LoggedService, host: string = hostname()) {
    this.origin =
      `,"service":${JSON.stringify(service.name)},"environment":${JSON.stringify(service.environment)}` +
      `,"version":${JSON.stringify(service.version)},"host":${JSON.stringify(host)}`;
  }

  encode(record: LogRecord): string {
    const { context, identity, route, userId, error } = record;
    let line = `{"timestamp":"${new Date(record.timestamp).toISOString()}","level":"${record.level}","message":${JSON.stringify(record.message)}`;
    if (context !== undefined) {
      line += `,"context":${JSON.stringify(context)}`;
    }
    if (identity !== undefined) {
      const { trace_id, span_id, xray_trace_id } = identity;
      line += `,"trace_id":"${trace_id}","span_id":"${span_id}","xray_trace_id":"${xray_trace_id}","AWS-XRAY-TRACE-ID":"${xray_trace_id}@${span_id}"`;
    }
    if (route !== undefined) {
      line += `,"route":${JSON.stringify(route)}`;
    }
    if (userId !== undefined) {
      line += `,"user_id":${JSON.stringify(userId)}`;
    }
    line += this.origin + fieldsOf(record);
    if (error !== undefined) {
      line += `,"error":${JSON.stringify(error)}`;
    }
    return `${line}}`;
  }
}

function fieldsOf({ fields }: LogRecord): string {
  let text = '';
  let clashing: Record<string, JsonValue> | undefined;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined) {
      continue;
    }
    if (RESERVED.has(key)) {
      clashing ??= {};
      clashing[key] = value;
    } else {
      text += `,${JSON.stringify(key)}:${JSON.stringify(value)}`;
    }
  }
  return clashing === undefined
    ? text
    : `${text},"fields":${JSON.stringify(clashing)}`;
}
