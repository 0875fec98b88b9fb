import type { Vendor } from './vendor.js';

/** A value as OpenTelemetry's AnyValue carries it; bytes are base64, integers beyond 2^53 decimal strings. */
export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | AttributeValue[]
  | { [key: string]: AttributeValue };

/** Attributes by key. */
export type Attributes = Record<string, AttributeValue>;

/** Any JSON object, as parsed. */
export type JsonObject = Record<string, unknown>;

/** What is known of every record kept. */
interface RecordBase {
  /** Which receiver took it. */
  readonly vendor: Vendor;
  /** Trace it belongs to, 32 hex digits; absent when it names none. */
  readonly traceId?: string;
  /** When it arrived, milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Bytes of the body or datagram it arrived in, as they crossed the wire (compressed, if they were), shared with the records beside it. */
  readonly wireBytes: number;
  /** Id of that body or datagram, where a receiver made the record. */
  readonly payload?: number;
}

/** The entity that sent OTLP data. */
interface OtlpResource {
  readonly attributes: Attributes;
}

/** The instrumentation that made OTLP data. */
interface OtlpScope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
}

/** A moment within a span. */
interface OtlpSpanEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: Attributes;
}

/** A reference from a span to another. */
interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: Attributes;
}

/** One span; times are nanoseconds since the epoch in decimal, `kind` and `status.code` are OTLP's numbers. */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Absent for a root. */
  readonly parentSpanId?: string;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Attributes;
  readonly events: readonly OtlpSpanEvent[];
  readonly links: readonly OtlpLink[];
  readonly status: { readonly code: number; readonly message: string };
  readonly dropped: {
    readonly attributes: number;
    readonly events: number;
    readonly links: number;
  };
}

/** One OTLP log record. */
export interface OtlpLog {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly flags: number;
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: AttributeValue;
  readonly attributes: Attributes;
}

/** The kinds of OTLP metric data. */
export type OtlpMetricType =
  'gauge' | 'sum' | 'histogram' | 'exponentialHistogram' | 'summary';

/** One point of a metric; the fields past `timeUnixNano` depend on the metric's type. */
export interface OtlpDataPoint extends Readonly<Record<string, unknown>> {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

/** One metric with the points of one export. */
export interface OtlpMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly type: OtlpMetricType;
  /** 1 delta, 2 cumulative; absent where the type has none. */
  readonly aggregationTemporality?: number;
  readonly isMonotonic?: boolean;
  readonly dataPoints: readonly OtlpDataPoint[];
}

/** A span received over OTLP. */
export interface SpanRecord extends RecordBase {
  readonly kind: 'span';
  readonly vendor: 'otlp';
  readonly traceId: string;
  readonly resource: OtlpResource;
  readonly scope: OtlpScope;
  readonly span: OtlpSpan;
}

/** A span received over OTLP by X-Ray's own endpoint. */
export interface XRaySpanRecord extends Omit<SpanRecord, 'kind' | 'vendor'> {
  readonly kind: 'xraySpan';
  readonly vendor: 'xray';
}

/** A log record received over OTLP. */
export interface LogRecord extends RecordBase {
  readonly kind: 'log';
  readonly vendor: 'otlp';
  readonly resource: OtlpResource;
  readonly scope: OtlpScope;
  readonly log: OtlpLog;
}

/** The latest export of one metric of one service instance. */
export interface MetricRecord extends RecordBase {
  readonly kind: 'metric';
  readonly vendor: 'otlp';
  readonly resource: OtlpResource;
  readonly scope: OtlpScope;
  readonly metric: OtlpMetric;
}

/** An X-Ray segment document, or a subsegment sent alone, as parsed. */
export interface SegmentRecord extends RecordBase {
  readonly kind: 'segment';
  readonly vendor: 'xray';
  readonly traceId: string;
  /** The document's own `id`, 16 hex digits. */
  readonly segmentId: string;
  readonly document: JsonObject;
}

/** One CloudWatch log event. */
export interface LogEventRecord extends RecordBase {
  readonly kind: 'logEvent';
  readonly vendor: 'cloudwatch';
  readonly logGroupName: string;
  readonly logStreamName: string;
  /** When it happened by its sender's account, milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
  /** The message parsed, when it is a JSON object of sane depth. */
  readonly fields?: JsonObject;
}

/** A Rollbar occurrence. */
export interface ItemRecord extends RecordBase {
  readonly kind: 'item';
  readonly vendor: 'rollbar';
  /** The id this receiver gave it. */
  readonly id: number;
  /** The sender's uuid, or one given here; without dashes as Rollbar answers it. */
  readonly uuid: string;
  readonly data: JsonObject;
}

/** A release reported to Rollbar. */
export interface DeployRecord extends RecordBase {
  readonly kind: 'deploy';
  readonly vendor: 'rollbar';
  readonly deployId: number;
  readonly deploy: JsonObject;
}

/** Everything the store keeps. */
export type TelemetryRecord =
  | SpanRecord
  | XRaySpanRecord
  | LogRecord
  | MetricRecord
  | SegmentRecord
  | LogEventRecord
  | ItemRecord
  | DeployRecord;

/** The record of one kind. */
export type RecordOf<K extends TelemetryRecord['kind']> = Extract<
  TelemetryRecord,
  { kind: K }
>;
