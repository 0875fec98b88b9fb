import type { SpanContext } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { WITHHELD, writeAnyValue } from './any-value.js';
import { type EncodeLimits, writeAttributes } from './attributes.js';
import { writeCount } from './count.js';
import { spanIds, traceIds } from './hex-id.js';
import type { ProtoWriter } from './proto-writer.js';
import { writeText } from './text.js';
import { writeUnixNanos } from './unix-nanos.js';

/** What of a log record is written; its resource and scope are not part of it. */
export type WrittenLogRecord = Omit<
  ReadableLogRecord,
  'resource' | 'instrumentationScope'
>;

/**
 * Writes the fields of a `LogRecord` (opentelemetry/proto/logs/v1/logs.proto).
 *
 * @throws when the record can't be read
 */
export function writeLogRecord(
  writer: ProtoWriter,
  record: WrittenLogRecord,
  limits: EncodeLimits,
): void {
  writeHead(writer, record, limits);
  writeBody(writer, record, limits);
  writeAttributes(writer, 0x32, record.attributes, limits);
  writeCount(writer, 0x38, record.droppedAttributesCount);
}

/** Writes of a log record what no content can make long, and as much of its body as there is room for. */
export function writeBareLogRecord(
  writer: ProtoWriter,
  record: WrittenLogRecord,
  limits: EncodeLimits,
): void {
  writeHead(writer, record, limits);
  writeBody(writer, record, limits);
  writeCount(
    writer,
    0x38,
    record.droppedAttributesCount + Object.keys(record.attributes).length,
  );
}

function writeHead(
  writer: ProtoWriter,
  record: WrittenLogRecord,
  { maxTextBytes }: EncodeLimits,
): void {
  const { severityText, eventName, spanContext } = record;
  writer.byte(0x09);
  writeUnixNanos(writer, record.hrTime);
  writer.byte(0x59);
  writeUnixNanos(writer, record.hrTimeObserved);
  writeCount(writer, 0x10, record.severityNumber);
  if (severityText !== undefined && severityText !== '') {
    writer.byte(0x1a);
    writeText(writer, severityText, maxTextBytes);
  }
  if (eventName !== undefined && eventName !== '') {
    writer.byte(0x62);
    writeText(writer, eventName, maxTextBytes);
  }
  if (spanContext !== undefined) {
    const before = writer.position;
    if (!writeSpan(writer, spanContext)) {
      writer.position = before;
    }
  }
}

/** @returns whether it is one */
function writeSpan(
  writer: ProtoWriter,
  { traceId, spanId, traceFlags }: SpanContext,
): boolean {
  writer.byte(0x45);
  writer.fixed32(traceFlags & 0xff);
  return (
    traceIds.write(writer, 0x4a, traceId) && spanIds.write(writer, 0x52, spanId)
  );
}

function writeBody(
  writer: ProtoWriter,
  { body }: WrittenLogRecord,
  { maxTextBytes }: EncodeLimits,
): void {
  if (body === undefined || body === null) {
    return;
  }
  writer.byte(0x2a);
  const start = writer.begin();
  try {
    writeAnyValue(writer, body, start + maxTextBytes);
  } catch {
    writer.position = start;
    writeAnyValue(writer, WITHHELD, start + maxTextBytes);
  }
  writer.end(start);
}
