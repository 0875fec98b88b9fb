import {
  firstNumber,
  firstText,
  memberOf,
  numberOf,
  textOf,
} from './members.js';
import type {
  ItemRecord,
  JsonObject,
  LogEventRecord,
  OtlpSpan,
} from './records.js';
import { pathOf, withoutQuery } from './request-path.js';
import { durationOf, hasFailed, toMilliseconds } from './span-facts.js';
import { parseTraceId } from './trace-id.js';

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
    start: toMilliseconds(span.startTimeUnixNano),
    duration: durationOf(span),
    failed: hasFailed(span) ? 'yes' : 'no',
  };
}

/** What X-Ray shows of a segment or subsegment: `fault` (5xx), `throttle` (429), `error` (4xx), or `ok`. */
export function statusOf(
  document: JsonObject,
): 'fault' | 'throttle' | 'error' | 'ok' {
  if (document['fault'] === true) return 'fault';
  if (document['throttle'] === true) return 'throttle';
  return document['error'] === true ? 'error' : 'ok';
}

/** What a segment or subsegment says. Its trace and parent may be told by the document around it. */
export function toldByDocument(document: JsonObject): RequestFacts {
  const start = numberOf(document['start_time']);
  const end = numberOf(document['end_time']);
  return {
    traceId: traceIdIn(document['trace_id']),
    spanId: textOf(document['id']),
    parentId: textOf(document['parent_id']),
    method: textOf(memberOf(document, 'http', 'request', 'method')),
    route: firstText(
      memberOf(document, 'annotations', 'http_route'),
      memberOf(document, 'metadata', 'otel', 'http.route'),
    ),
    path: pathOf(memberOf(document, 'http', 'request', 'url')),
    status: numberOf(memberOf(document, 'http', 'response', 'status')),
    start: start === null ? null : start * 1_000,
    duration:
      start === null || end === null
        ? null
        : Math.round((end - start) * 1e6) / 1e3,
    failed: { fault: 'yes', ok: 'no', error: null, throttle: null }[
      statusOf(document)
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
