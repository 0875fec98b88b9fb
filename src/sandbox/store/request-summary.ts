import { firstText, memberOf, numberOf } from './members.js';
import type {
  ItemRecord,
  LogEventRecord,
  SegmentRecord,
  SpanRecord,
  TelemetryRecord,
  XRaySpanRecord,
} from './records.js';
import {
  type RequestFacts,
  toldByDocument,
  toldByLine,
  toldByOccurrence,
  toldBySpan,
} from './request-facts.js';
import { isServerSpan } from './span-facts.js';
import { type Vendor, VENDORS } from './vendor.js';
import type { RequestSummary } from './views.js';

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
  const user =
    firstOf(told, (request) => request.user) ?? firstOf(records, userOf);
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
      isServerSpan(record.span) &&
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

function ofSpan({ span, resource, vendor }: SpanRecord | XRaySpanRecord): Told {
  const { attributes } = span;
  return {
    ...factsOf(toldBySpan(span)),
    source: vendor,
    service: firstText(resource.attributes['service.name']),
    name: span.name,
    user: firstText(
      attributes['user.id'],
      attributes['enduser.id'],
      attributes['user.name'],
    ),
  };
}

function isRequest({ document }: SegmentRecord): boolean {
  return (
    memberOf(document, 'type') !== 'subsegment' &&
    memberOf(document, 'http', 'request') !== undefined
  );
}

function ofSegment({ segmentId, document }: SegmentRecord): Told {
  const told = toldByDocument(document);
  return {
    ...factsOf(told),
    source: 'xray',
    spanId: segmentId,
    route: null,
    service: firstText(document['name']),
    name: [told.method, told.path].filter(Boolean).join(' ') || 'request',
    user: firstText(document['user']),
  };
}

function ofLine(record: LogEventRecord): Told | undefined {
  const told = toldByLine(record);
  if (told.method === null || told.status === null) return undefined;
  return {
    ...factsOf(told, record.timestamp),
    source: 'cloudwatch',
    service: firstText(record.fields?.['service']),
    name: nameOf(told),
    user: null,
  };
}

function ofItem(record: ItemRecord): Told | undefined {
  const { data, receivedAt } = record;
  const told = toldByOccurrence(record);
  if (told.method === null) return undefined;
  return {
    ...factsOf(
      told,
      (numberOf(data['timestamp']) ?? receivedAt / 1_000) * 1_000,
    ),
    source: 'rollbar',
    spanId: firstText(memberOf(data, 'custom', 'span_id')),
    service: null,
    name: nameOf(told),
    user: null,
    error: isFailure(record),
  };
}

/** @param otherwise when it began where it is not told, milliseconds since the epoch */
function factsOf(
  {
    spanId,
    method,
    route,
    path,
    status,
    start,
    duration,
    failed,
  }: RequestFacts,
  otherwise = 0,
): Omit<Told, 'source' | 'service' | 'name' | 'user'> {
  return {
    spanId,
    time: isoTime(start ?? otherwise),
    method,
    route,
    path,
    status,
    durationMs: duration,
    error: failed === 'yes' || (status ?? 0) >= SERVER_ERROR,
  };
}

function nameOf({ method, route, path }: RequestFacts): string {
  return `${method} ${route ?? path ?? ''}`.trim();
}

/** The status as another vendor tells it: a span of a request that was broken off has none. */
function statusIn(
  records: readonly TelemetryRecord[],
  spanId: string | null,
): number | null {
  return firstOf(records, (record) => {
    if (record.kind === 'segment' && record.segmentId === spanId) {
      return toldByDocument(record.document).status;
    }
    return record.kind === 'logEvent' && record.fields?.['span_id'] === spanId
      ? toldByLine(record).status
      : null;
  });
}

/** The first that is told among any number of things. */
function firstOf<T, R>(
  things: readonly T[],
  read: (thing: T) => R | null,
): R | null {
  for (const thing of things) {
    const found = read(thing);
    if (found !== null) return found;
  }
  return null;
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
