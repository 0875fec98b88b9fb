import type { Link, SpanContext } from '@opentelemetry/api';
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace';
import { redactText } from '../../redaction/index.js';
import { type EncodeLimits, writeAttributes } from './attributes.js';
import { parentIds, spanIds, traceIds } from './hex-id.js';
import type { ProtoWriter } from './proto-writer.js';
import { writeCount } from './count.js';
import { writeText } from './text.js';
import { writeUnixNanos } from './unix-nanos.js';

/** Flags beside the W3C ones: whether it is known that the parent is in another process, and that it is. */
const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/**
 * Writes the fields of a `Span` (opentelemetry/proto/trace/v1/trace.proto).
 *
 * @throws when the span can't be read
 */
export function writeSpan(
  writer: ProtoWriter,
  span: ReadableSpan,
  limits: EncodeLimits,
): void {
  const context = span.spanContext();
  writeOwnIds(writer, context);
  writeTraceState(writer, context, limits);
  writeParent(writer, span.parentSpanContext);
  writeHead(writer, span, limits);
  writeAttributes(writer, 0x4a, span.attributes, limits);
  writeCount(writer, 0x50, span.droppedAttributesCount);
  for (const event of span.events) {
    if (writer.position <= limits.maxBytes) {
      writeEvent(writer, event, limits);
    }
  }
  writeCount(writer, 0x60, span.droppedEventsCount);
  const brokenLinks = writeLinks(writer, span.links, limits);
  writeCount(writer, 0x70, span.droppedLinksCount + brokenLinks);
  writeTail(writer, span, context, limits);
}

/**
 * Writes of a span what no content can make long: ids, name, times, status. What is left out is counted as dropped.
 *
 * @throws when the span can't be read
 */
export function writeBareSpan(
  writer: ProtoWriter,
  span: ReadableSpan,
  limits: EncodeLimits,
): void {
  const context = span.spanContext();
  writeOwnIds(writer, context);
  writeParent(writer, span.parentSpanContext);
  writeHead(writer, span, limits);
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount } =
    span;
  writeCount(
    writer,
    0x50,
    droppedAttributesCount + countOf(() => Object.keys(span.attributes)),
  );
  writeCount(writer, 0x60, droppedEventsCount + countOf(() => span.events));
  writeCount(writer, 0x70, droppedLinksCount + countOf(() => span.links));
  writeTail(writer, span, context, limits);
}

function countOf(list: () => readonly unknown[]): number {
  try {
    return list().length;
  } catch {
    return 1;
  }
}

function writeOwnIds(writer: ProtoWriter, context: SpanContext): void {
  if (!writeIds(writer, context)) {
    throw new TypeError('A span without ids');
  }
}

/** @returns whether they are ids */
function writeIds(
  writer: ProtoWriter,
  { traceId, spanId }: SpanContext,
): boolean {
  return (
    traceIds.write(writer, 0x0a, traceId) && spanIds.write(writer, 0x12, spanId)
  );
}

function writeParent(
  writer: ProtoWriter,
  parent: SpanContext | undefined,
): void {
  if (parent !== undefined) {
    parentIds.write(writer, 0x22, parent.spanId);
  }
}

function writeTraceState(
  writer: ProtoWriter,
  { traceState }: SpanContext,
  { maxTextBytes }: EncodeLimits,
): void {
  const text = traceState?.serialize();
  if (text !== undefined && text !== '') {
    writer.byte(0x1a);
    // Whatever the caller's vendors write there.
    writeText(writer, redactText(text), maxTextBytes);
  }
}

function writeHead(
  writer: ProtoWriter,
  span: ReadableSpan,
  { maxTextBytes }: EncodeLimits,
): void {
  writer.byte(0x2a);
  writeText(writer, span.name, maxTextBytes);
  // OpenTelemetry's API counts kinds from 0, the protocol from 1.
  writer.byte(0x30);
  writer.varint(span.kind + 1);
  writer.byte(0x39);
  writeUnixNanos(writer, span.startTime);
  writer.byte(0x41);
  writeUnixNanos(writer, span.endTime);
}

function writeEvent(
  writer: ProtoWriter,
  { time, name, attributes, droppedAttributesCount }: TimedEvent,
  limits: EncodeLimits,
): void {
  writer.byte(0x5a);
  const start = writer.begin();
  writer.byte(0x09);
  writeUnixNanos(writer, time);
  writer.byte(0x12);
  writeText(writer, name, limits.maxTextBytes);
  writeAttributes(writer, 0x1a, attributes, limits);
  writeCount(writer, 0x20, droppedAttributesCount);
  writer.end(start);
}

/** @returns how many were left out: links to what is no span */
function writeLinks(
  writer: ProtoWriter,
  links: readonly Link[],
  limits: EncodeLimits,
): number {
  let broken = 0;
  for (const { context, attributes, droppedAttributesCount } of links) {
    if (writer.position <= limits.maxBytes) {
      const before = writer.position;
      writer.byte(0x6a);
      const start = writer.begin();
      if (!writeIds(writer, context)) {
        writer.position = before;
        broken += 1;
        continue;
      }
      writeTraceState(writer, context, limits);
      writeAttributes(writer, 0x22, attributes, limits);
      writeCount(writer, 0x28, droppedAttributesCount);
      writer.byte(0x35);
      writer.fixed32(flagsOf(context.traceFlags, context.isRemote));
      writer.end(start);
    }
  }
  return broken;
}

function writeTail(
  writer: ProtoWriter,
  { status, parentSpanContext }: ReadableSpan,
  { traceFlags }: SpanContext,
  { maxTextBytes }: EncodeLimits,
): void {
  writer.byte(0x7a);
  const start = writer.begin();
  if (status.message !== undefined && status.message !== '') {
    writer.byte(0x12);
    writeText(writer, status.message, maxTextBytes);
  }
  writeCount(writer, 0x18, status.code);
  writer.end(start);
  // Field 16 is the first whose tag takes two bytes.
  writer.byte(0x85);
  writer.byte(0x01);
  writer.fixed32(flagsOf(traceFlags, parentSpanContext?.isRemote));
}

function flagsOf(traceFlags: number, isRemote: boolean | undefined): number {
  return (
    (traceFlags & 0xff) | HAS_IS_REMOTE | (isRemote === true ? IS_REMOTE : 0)
  );
}
