import {
  firstNumber,
  firstText,
  memberOf,
  numberOf,
  textOf,
} from '../store/members.js';
import type { ItemRecord, LogEventRecord, OtlpSpan } from '../store/records.js';
import { pathOf, withoutQuery } from '../store/request-path.js';
import { parseTraceId } from '../store/trace-id.js';
import { responseStatus, statusOf, type XRayEntity } from './xray-entities.js';

/** What one vendor says of an operation; what it does not speak of is `null`. */
export interface RequestFacts {
  /** 32 hex digits. */
  readonly traceId: string | null;
  /** 16 hex digits. */
  readonly spanId: string | null;
  readonly parentId: string | null;
  readonly method: string | null;
  /** Route template. */
  readonly route: string | null;
  /** Without the query. */
  readonly path: string | null;
  readonly status: number | null;
  /** Milliseconds since the epoch. */
  readonly start: number | null;
  /** Milliseconds. */
  readonly duration: number | null;
  /** `yes` or `no`: whether it failed. X-Ray's `error` and `throttle`, a client's fault, may be either elsewhere. */
  readonly failed: string | null;
}

/** `STATUS_CODE_ERROR` in OTLP's `trace.proto`. */
const ERROR_STATUS = 2;

const NOTHING: RequestFacts = {
  traceId: null,
  spanId: null,
  parentId: null,
  method: null,
  route: null,
  path: null,
  status: null,
  start: null,
  duration: null,
  failed: null,
};

/** What a span says, by the stable HTTP semantic conventions and those before them. */
export function toldBySpan(span: OtlpSpan): RequestFacts {
  const { attributes } = span;
  const start = BigInt(span.startTimeUnixNano);
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentSpanId ?? null,
    method: firstText(
      attributes['http.request.method'],
      attributes['http.method'],
    ),
    route: textOf(attributes['http.route']),
    path: withoutQuery(
      firstText(attributes['url.path'], attributes['http.target']),
    ),
    status: firstNumber(
      attributes['http.response.status_code'],
      attributes['http.status_code'],
    ),
    start: Number(start / 1_000n) / 1_000,
    duration: Number(BigInt(span.endTimeUnixNano) - start) / 1e6,
    failed: span.status.code === ERROR_STATUS ? 'yes' : 'no',
  };
}

/** What a segment or subsegment says. */
export function toldByEntity(entity: XRayEntity): RequestFacts {
  const { fields, startTime, endTime } = entity;
  return {
    traceId: traceIdIn(entity.record.document['trace_id']),
    spanId: entity.id,
    parentId: entity.parentId,
    method: textOf(memberOf(fields, 'http', 'request', 'method')),
    route: firstText(
      memberOf(fields, 'annotations', 'http_route'),
      memberOf(fields, 'metadata', 'otel', 'http.route'),
    ),
    path: pathOf(memberOf(fields, 'http', 'request', 'url')),
    status: responseStatus(entity),
    start: startTime === null ? null : startTime * 1_000,
    duration:
      startTime === null || endTime === null
        ? null
        : Math.round((endTime - startTime) * 1e6) / 1e3,
    failed: { fault: 'yes', ok: 'no', error: null, throttle: null }[
      statusOf(entity)
    ],
  };
}

/** What the line written after a response says. */
export function toldByLine({
  fields,
  timestamp,
}: LogEventRecord): RequestFacts {
  const duration = numberOf(fields?.['duration_ms']);
  return {
    ...NOTHING,
    traceId: traceIdIn(fields?.['xray_trace_id'] ?? fields?.['trace_id']),
    spanId: textOf(fields?.['span_id']),
    method: textOf(fields?.['method']),
    route: textOf(fields?.['route']),
    path: withoutQuery(textOf(fields?.['path'])),
    status: numberOf(fields?.['status']),
    start: duration === null ? null : timestamp - duration,
    duration,
  };
}

/** What an occurrence says of the request it happened in. */
export function toldByOccurrence({ data }: ItemRecord): RequestFacts {
  return {
    ...NOTHING,
    traceId: traceIdIn(
      memberOf(data, 'custom', 'xray_trace_id') ??
        memberOf(data, 'custom', 'trace_id'),
    ),
    method: textOf(memberOf(data, 'request', 'method')),
    route: textOf(data['context']),
    path: pathOf(memberOf(data, 'request', 'url')),
  };
}

function traceIdIn(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : (parseTraceId(text) ?? text);
}
