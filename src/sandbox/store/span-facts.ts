import type { OtlpSpan } from './records.js';

/** `SPAN_KIND_SERVER` in OTLP's `trace.proto`. */
const SERVER_KIND = 2;
/** `STATUS_CODE_ERROR` in OTLP's `trace.proto`. */
const ERROR_STATUS = 2;

/** Whether a span is a service's own work on a request. */
export function isServerSpan({ kind }: OtlpSpan): boolean {
  return kind === SERVER_KIND;
}

/** Whether a span's status says that it failed. */
export function hasFailed({ status }: OtlpSpan): boolean {
  return status.code === ERROR_STATUS;
}

/** A time of OTLP, nanoseconds since the epoch in decimal, as milliseconds with the microseconds as fraction. */
export function toMilliseconds(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1_000n) / 1_000;
}

/** How long a span lasted, milliseconds. */
export function durationOf({
  startTimeUnixNano,
  endTimeUnixNano,
}: OtlpSpan): number {
  return Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6;
}
