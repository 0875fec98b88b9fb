import { firstNumber, firstText, memberOf, numberOf } from './members.js';
import type {
  ItemRecord,
  LogEventRecord,
  SegmentRecord,
  SpanRecord,
  TelemetryRecord,
  XRaySpanRecord,
} from './records.js';
import { pathOf, withoutQuery } from './request-path.js';
import { type Vendor, VENDORS } from './vendor.js';
import type { RequestSummary } from './views.js';

/** `SPAN_KIND_SERVER` in OTLP's `trace.proto`. */
export const SERVER_SPAN_KIND = 2;
/** `STATUS_CODE_ERROR` in OTLP's `trace.proto`. */
const ERROR_STATUS = 2;
const SERVER_ERROR = 500;

/** What one vendor's record says of a request. */
type Told = Omit<
  RequestSummary,
  'traceId' | 'vendors' | 'violations' | 'records' | 'user'
> & { readonly user: string | null };

/**
 * The requests of a trace: one for each server span; where none has arrived, one as X-Ray's segment tells it, else
 * CloudWatch's access line, else Rollbar's occurrence.
 *
 * @param violations breaches of a vendor's contract known of the trace
 */
export function summarizeTrace(
  traceId: string,
  records: readonly TelemetryRecord[],
  violations: number,
): RequestSummary[] {
  const told = requestsOf(records);
  if (told.length === 0) return [];
  const present = new Set(records.map(({ vendor }) => vendor));
  const vendors: Record<Vendor, boolean> = {
    otlp: false,
    xray: false,
    cloudwatch: false,
    rollbar: false,
  };
  for (const vendor of VENDORS) vendors[vendor] = present.has(vendor);
  const user = firstText(
    ...told.map((request) => request.user),
    ...records.map(userOf),
  );
  const failed = records.some(
    (record) => record.kind === 'item' && isFailure(record),
  );
  return told.map((request) => ({
    ...request,
    traceId,
    status: request.status ?? statusIn(records, request.spanId),
    user: request.user ?? user,
    error: request.error || failed,
    vendors,
    violations,
    records: records.length,
  }));
}

function requestsOf(records: readonly TelemetryRecord[]): Told[] {
  const bySpan = new Map<string, Told>();
  for (const record of records) {
    const isSpan = record.kind === 'span' || record.kind === 'xraySpan';
    if (
      isSpan &&
      record.span.kind === SERVER_SPAN_KIND &&
      (record.kind === 'span' || !bySpan.has(record.span.spanId))
    ) {
      bySpan.set(record.span.spanId, ofSpan(record));
    }
  }
  if (bySpan.size > 0) return [...bySpan.values()];
  const bySegment = new Map<string, Told>();
  for (const record of records) {
    if (record.kind === 'segment' && isRequest(record)) {
      bySegment.set(record.segmentId, ofSegment(record));
    }
  }
  if (bySegment.size > 0) return [...bySegment.values()];
  for (const record of records) {
    const line = record.kind === 'logEvent' ? ofLine(record) : undefined;
    if (line) return [line];
  }
  for (const record of records) {
    const item = record.kind === 'item' ? ofItem(record) : undefined;
    if (item) return [item];
  }
  return [];
}

/** Reads the stable HTTP semantic conventions, then the names they replaced. */
function ofSpan({ span, resource, vendor }: SpanRecord | XRaySpanRecord): Told {
  const { attributes } = span;
  const start = BigInt(span.startTimeUnixNano);
  const durationNs = BigInt(span.endTimeUnixNano) - start;
  const status = firstNumber(
    attributes['http.response.status_code'],
    attributes['http.status_code'],
  );
  return {
    source: vendor,
    spanId: span.spanId,
    time: isoTime(Number(start / 1_000n) / 1_000),
    method: firstText(
      attributes['http.request.method'],
      attributes['http.method'],
    ),
    route: firstText(attributes['http.route']),
    path: withoutQuery(
      firstText(attributes['url.path'], attributes['http.target']),
    ),
    status,
    durationMs: Number(durationNs) / 1e6,
    service: firstText(resource.attributes['service.name']),
    name: span.name,
    user: firstText(
      attributes['user.id'],
      attributes['enduser.id'],
      attributes['user.name'],
    ),
    error: span.status.code === ERROR_STATUS || (status ?? 0) >= SERVER_ERROR,
  };
}

function isRequest({ document }: SegmentRecord): boolean {
  return (
    memberOf(document, 'type') !== 'subsegment' &&
    memberOf(document, 'http', 'request') !== undefined
  );
}

function ofSegment({ segmentId, document }: SegmentRecord): Told {
  const method = firstText(memberOf(document, 'http', 'request', 'method'));
  const path = pathOf(memberOf(document, 'http', 'request', 'url'));
  const status = numberOf(memberOf(document, 'http', 'response', 'status'));
  const start = numberOf(document['start_time']) ?? 0;
  const end = numberOf(document['end_time']);
  return {
    source: 'xray',
    spanId: segmentId,
    time: isoTime(start * 1_000),
    method,
    route: null,
    path,
    status,
    durationMs: end === null ? null : (end - start) * 1_000,
    service: firstText(document['name']),
    name: [method, path].filter(Boolean).join(' ') || 'request',
    user: firstText(document['user']),
    error: document['fault'] === true || (status ?? 0) >= SERVER_ERROR,
  };
}

function ofLine({ fields, timestamp }: LogEventRecord): Told | undefined {
  const method = firstText(fields?.['method']);
  const status = numberOf(fields?.['status']);
  if (method === null || status === null) return undefined;
  const durationMs = numberOf(fields?.['duration_ms']);
  const route = firstText(fields?.['route']);
  const path = withoutQuery(firstText(fields?.['path']));
  return {
    source: 'cloudwatch',
    spanId: firstText(fields?.['span_id']),
    time: isoTime(timestamp - (durationMs ?? 0)),
    method,
    route,
    path,
    status,
    durationMs,
    service: firstText(fields?.['service']),
    name: `${method} ${route ?? path ?? ''}`.trim(),
    user: null,
    error: status >= SERVER_ERROR,
  };
}

function ofItem(record: ItemRecord): Told | undefined {
  const { data, receivedAt } = record;
  const method = firstText(memberOf(data, 'request', 'method'));
  if (method === null) return undefined;
  const route = firstText(data['context']);
  const path = pathOf(memberOf(data, 'request', 'url'));
  return {
    source: 'rollbar',
    spanId: firstText(memberOf(data, 'custom', 'span_id')),
    time: isoTime((numberOf(data['timestamp']) ?? receivedAt / 1_000) * 1_000),
    method,
    route,
    path,
    status: null,
    durationMs: null,
    service: null,
    name: `${method} ${route ?? path ?? ''}`.trim(),
    user: null,
    error: isFailure(record),
  };
}

/** The status as another vendor tells it: a span of a request that was broken off has none. */
function statusIn(
  records: readonly TelemetryRecord[],
  spanId: string | null,
): number | null {
  return firstNumber(
    ...records.map((record) => {
      if (record.kind === 'segment' && record.segmentId === spanId) {
        return memberOf(record.document, 'http', 'response', 'status');
      }
      return record.kind === 'logEvent' && record.fields?.['span_id'] === spanId
        ? record.fields['status']
        : undefined;
    }),
  );
}

function isFailure({ data }: ItemRecord): boolean {
  return data['level'] === 'error' || data['level'] === 'critical';
}

function userOf(record: TelemetryRecord): string | null {
  switch (record.kind) {
    case 'segment':
      return firstText(record.document['user']);
    case 'logEvent':
      return firstText(
        memberOf(record.fields, 'user'),
        memberOf(record.fields, 'user_id'),
        memberOf(record.fields, 'user.id'),
      );
    case 'item':
      return firstText(
        memberOf(record.data, 'person', 'username'),
        memberOf(record.data, 'person', 'id'),
      );
    default:
      return null;
  }
}

/** Last millisecond that a JavaScript Date can hold (ECMA-262, time values). */
const MAX_TIME_MS = 8_640_000_000_000_000;

function isoTime(milliseconds: number): string {
  return new Date(
    Math.min(MAX_TIME_MS, Math.max(-MAX_TIME_MS, milliseconds)),
  ).toISOString();
}
