import type { AttributeValue, SpanRecord, TelemetryRecord } from './records.js';
import { VENDORS } from './vendor.js';
import type { RequestSummary } from './views.js';

/** `SPAN_KIND_SERVER` in OTLP's `trace.proto`. */
export const SERVER_SPAN_KIND = 2;

/**
 * Sums up a request from its server span and the records of its trace. Reads
 * the stable HTTP semantic conventions, then the names they replaced.
 */
export function summarizeRequest(
  { span, resource }: SpanRecord,
  trace: readonly TelemetryRecord[],
): RequestSummary {
  const { attributes } = span;
  const start = BigInt(span.startTimeUnixNano);
  const durationNs = BigInt(span.endTimeUnixNano) - start;
  const present = new Set(trace.map(({ vendor }) => vendor));
  const [otlp, xray, cloudwatch, rollbar] = VENDORS.map((vendor) =>
    present.has(vendor),
  );
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    time: toIsoTime(start),
    method: text(
      attributes['http.request.method'] ?? attributes['http.method'],
    ),
    route: text(attributes['http.route']),
    status: number(
      attributes['http.response.status_code'] ?? attributes['http.status_code'],
    ),
    durationMs: Number(durationNs) / 1e6,
    service: text(resource.attributes['service.name']),
    name: span.name,
    vendors: {
      otlp: otlp === true,
      xray: xray === true,
      cloudwatch: cloudwatch === true,
      rollbar: rollbar === true,
    },
  };
}

/** Last millisecond that a JavaScript Date can hold (ECMA-262, time values). */
const MAX_TIME_MS = 8_640_000_000_000_000n;

function toIsoTime(nanoseconds: bigint): string {
  const milliseconds = nanoseconds / 1_000_000n;
  return new Date(
    Number(milliseconds > MAX_TIME_MS ? MAX_TIME_MS : milliseconds),
  ).toISOString();
}

function text(value: AttributeValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: AttributeValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
