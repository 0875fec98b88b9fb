import type {
  Attributes,
  ItemRecord,
  JsonObject,
  LogEventRecord,
  LogRecord,
  MetricRecord,
  OtlpDataPoint,
  OtlpLog,
  OtlpMetric,
  OtlpSpan,
  SegmentRecord,
  SpanRecord,
  TelemetryRecord,
} from '../store/records.js';
import { TelemetryStore } from '../store/telemetry-store.js';
import type { TraceView } from '../store/views.js';

export const TRACE_ID = '5b8efff798038103d269b633813fc60c';
export const XRAY_ID = '1-5b8efff7-98038103d269b633813fc60c';
export const SPAN_ID = 'eee19b7ec3c1b174';
export const UUID = '0f0a3c1e-6d5a-4c57-9e2b-8a4d1f7b2c3d';
/** When the request of the builders begins, milliseconds since the epoch; it lasts 20. */
export const START_MS = 1_700_000_000_000;
const DURATION_MS = 20;

/** A trace id by number. */
export const idOf = (n: number): string => n.toString(16).padStart(32, '0');
/** A span id by number. */
export const spanIdOf = (n: number): string => n.toString(16).padStart(16, '0');
/** Milliseconds as OTLP tells a time. */
export const nanos = (ms: number): string =>
  String(BigInt(Math.round(ms * 1_000)) * 1_000n);

export const storeOf = (
  limits: Partial<ConstructorParameters<typeof TelemetryStore>[0]> = {},
): TelemetryStore =>
  new TelemetryStore({
    maxBytes: 1e9,
    maxPayloadBytes: 1e6,
    maxRequests: 100,
    maxArrivals: 100,
    maxViolations: 100,
    ...limits,
  });

/** What a store shows of the trace of the builders once it holds these records. */
export function viewOf(...records: readonly TelemetryRecord[]): TraceView {
  const store = storeOf();
  for (const record of records) store.keep(record);
  const view = store.trace(TRACE_ID);
  if (!view) throw new Error(`No record is of the trace ${TRACE_ID}`);
  return view;
}

const otlp = {
  vendor: 'otlp',
  receivedAt: START_MS,
  wireBytes: 100,
  scope: { name: 'hand', version: '', attributes: {} },
} as const;

/** A server span of GET /x?…, a root that answers 200. */
export function span(
  changes: Partial<OtlpSpan> = {},
  resource: Attributes = { 'service.name': 'cruddur' },
): SpanRecord {
  const traceId = changes.traceId ?? TRACE_ID;
  return {
    ...otlp,
    kind: 'span',
    traceId,
    resource: { attributes: resource },
    span: {
      traceId,
      spanId: SPAN_ID,
      traceState: '',
      flags: 1,
      name: 'GET /x/:id',
      kind: 2,
      startTimeUnixNano: nanos(START_MS),
      endTimeUnixNano: nanos(START_MS + DURATION_MS),
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/x/:id',
        'url.path': '/x/1',
        'http.response.status_code': 200,
      },
      events: [],
      links: [],
      status: { code: 0, message: '' },
      dropped: { attributes: 0, events: 0, links: 0 },
      ...changes,
    },
  };
}

/** The segment that says the same. */
export function segment(changes: JsonObject = {}): SegmentRecord {
  const document: JsonObject = {
    name: 'cruddur',
    id: SPAN_ID,
    trace_id: XRAY_ID,
    start_time: START_MS / 1_000,
    end_time: (START_MS + DURATION_MS) / 1_000,
    http: {
      request: { method: 'GET', url: 'http://localhost/x/1?q=2' },
      response: { status: 200 },
    },
    annotations: { http_route: '/x/:id' },
    ...changes,
  };
  return {
    kind: 'segment',
    vendor: 'xray',
    traceId: TRACE_ID,
    receivedAt: START_MS,
    wireBytes: 100,
    segmentId: String(document['id']).toLowerCase(),
    document,
  };
}

/** The access line that says the same. */
export function line(
  changes: JsonObject = {},
  timestamp = START_MS + DURATION_MS,
): LogEventRecord {
  const fields: JsonObject = {
    level: 'info',
    message: 'GET /x/1 200',
    trace_id: TRACE_ID,
    span_id: SPAN_ID,
    method: 'GET',
    route: '/x/:id',
    path: '/x/1',
    status: 200,
    duration_ms: DURATION_MS,
    ...changes,
  };
  return {
    kind: 'logEvent',
    vendor: 'cloudwatch',
    traceId: TRACE_ID,
    receivedAt: timestamp,
    wireBytes: 10,
    logGroupName: 'cruddur',
    logStreamName: 'host',
    timestamp,
    message: JSON.stringify(fields),
    fields,
  };
}

/** An occurrence of level error in the same request. */
export function item(
  changes: JsonObject = {},
  receivedAt = START_MS,
  uuid = UUID,
): ItemRecord {
  return {
    kind: 'item',
    vendor: 'rollbar',
    traceId: TRACE_ID,
    receivedAt,
    wireBytes: 10,
    id: 1,
    uuid,
    data: {
      level: 'error',
      context: '/x/:id',
      body: { message: { body: 'broken' } },
      request: { method: 'GET', url: 'http://localhost/x/1?q=2' },
      custom: { trace_id: TRACE_ID, span_id: SPAN_ID },
      ...changes,
    },
  };
}

export function log(changes: Partial<OtlpLog> = {}): LogRecord {
  return {
    ...otlp,
    kind: 'log',
    traceId: TRACE_ID,
    resource: { attributes: { 'service.name': 'cruddur' } },
    log: {
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      flags: 1,
      timeUnixNano: nanos(START_MS),
      observedTimeUnixNano: nanos(START_MS + 1),
      severityNumber: 9,
      severityText: 'INFO',
      eventName: '',
      body: 'hello',
      attributes: { context: 'Access' },
      ...changes,
    },
  };
}

/** A point of a metric at that time. */
export const point = (
  atMs: number,
  values: Readonly<Record<string, unknown>>,
  attributes: Attributes = {},
): OtlpDataPoint => ({
  ...values,
  attributes,
  startTimeUnixNano: nanos(START_MS),
  timeUnixNano: nanos(atMs),
});

export function metric(
  dataPoints: readonly OtlpDataPoint[],
  changes: Partial<OtlpMetric> = {},
  resource: Attributes = { 'service.name': 'cruddur' },
): MetricRecord {
  return {
    ...otlp,
    kind: 'metric',
    resource: { attributes: resource },
    metric: {
      name: 'crud.created',
      description: 'cruds',
      unit: '1',
      type: 'sum',
      dataPoints,
      ...changes,
    },
  };
}
