import {
  type Attributes,
  type HrTime,
  SeverityNumber,
  trace,
  type SpanContext,
} from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { processResource, type TraceIdentity } from '../../request/index.js';
import type { JsonValue } from '../record/json-value.js';
import { isJsonObject } from '../record/json-value.js';
import type { LogLevel } from '../record/log-level.js';
import type { LogOrigin } from '../record/log-origin.js';
import type { LogRecord } from '../record/log-record.js';

/** Nest's levels by severity. Source: OpenTelemetry, "Logs Data Model", severity fields. */
const SEVERITIES: Readonly<Record<LogLevel, SeverityNumber>> = {
  fatal: SeverityNumber.FATAL,
  error: SeverityNumber.ERROR,
  warn: SeverityNumber.WARN,
  info: SeverityNumber.INFO,
  debug: SeverityNumber.DEBUG,
  verbose: SeverityNumber.TRACE,
};

const SCOPE = { name: 'cruddur.logging' };

/** A log line as OpenTelemetry's data model has it: message as body, fields as attributes, an error by its conventions. */
export function otlpLogRecord(record: LogRecord): ReadableLogRecord {
  const spanContext = spanContextOf(record.identity);
  const time: HrTime = [
    Math.floor(record.timestamp / 1000),
    Math.round((record.timestamp % 1000) * 1e6),
  ];
  return {
    hrTime: time,
    hrTimeObserved: time,
    severityNumber: SEVERITIES[record.level],
    severityText: record.level,
    body: record.message,
    attributes: attributesOf(record),
    droppedAttributesCount: 0,
    resource: processResource(),
    instrumentationScope: SCOPE,
    ...(spanContext && { spanContext }),
  };
}

/** Route and user of the request. Names: OpenTelemetry semantic conventions, HTTP and user attributes. */
export function originAttributes({ route, userId }: LogOrigin): Attributes {
  return {
    ...(route === undefined ? {} : { 'http.route': route }),
    ...(userId === undefined ? {} : { 'user.id': userId }),
  };
}

function attributesOf(record: LogRecord): Attributes {
  const { context, fields, error } = record;
  return {
    ...fields,
    ...originAttributes(record),
    ...(context === undefined ? {} : { 'log.context': context }),
    ...exceptionOf(error),
  };
}

function exceptionOf(error: JsonValue | undefined): Attributes {
  if (error === undefined) {
    return {};
  }
  if (!isJsonObject(error)) {
    return { 'exception.message': error };
  }
  const { type, message, stack, ...more } = error;
  return {
    ...(type === undefined ? {} : { 'exception.type': type }),
    ...(message === undefined ? {} : { 'exception.message': message }),
    ...(stack === undefined ? {} : { 'exception.stacktrace': stack }),
    ...(Object.keys(more).length === 0 ? {} : { 'exception.details': more }),
  };
}

/** The flags are known while the span is the active one, as it is when a line is logged; not for a finished request. */
function spanContextOf(
  identity: TraceIdentity | undefined,
): SpanContext | undefined {
  if (identity === undefined) {
    return undefined;
  }
  const { trace_id: traceId, span_id: spanId } = identity;
  const active = trace.getActiveSpan()?.spanContext();
  const traceFlags = active?.spanId === spanId ? active.traceFlags : 0;
  return { traceId, spanId, traceFlags };
}
