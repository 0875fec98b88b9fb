import { isSpanContextValid, type Span } from '@opentelemetry/api';
import type { Segment, Subsegment } from 'aws-xray-sdk-core';
import { toXRayTraceId, traceRecorder } from '../../request/index.js';
import { epochSeconds } from '../document/epoch-seconds.js';
import { sdk } from './sdk.js';
import { linkSpan, type SegmentLike, segmentOf } from './span-links.js';

/** A segment that stands for a span: the root of its trace here. Its methods are in `span-methods.ts`. */
class SpanSegment extends sdk.Segment {
  /** The SDK's constructor calls this; ids, times and service data are the span's. */
  init(): void {}
}

/** A subsegment that stands for any other span. */
export class SpanSubsegment extends sdk.Subsegment {
  init(): void {}
}

/** The SDK's object for a span: the same one for the same span. Undefined for a span without identity (tracing is off). */
export function segmentFor(span: Span): SegmentLike | undefined {
  const known = segmentOf(span);
  if (known !== undefined) {
    return known;
  }
  if (!isSpanContextValid(span.spanContext())) {
    return undefined;
  }
  const root = traceRecorder.openRootOf(span) ?? span;
  if (root === span) {
    // Of work that goes on after its request, the segment is gone: one stands in for it.
    const segment = describeSegment(new SpanSegment(''), span);
    return hasLocalParent(span)
      ? describeSubsegment(new SpanSubsegment(''), span, segment)
      : segment;
  }
  const segment = segmentFor(root);
  return segment instanceof sdk.Segment
    ? describeSubsegment(new SpanSubsegment(''), span, segment)
    : segment;
}

/** A name that a span can have; X-Ray's schema takes none that is empty. */
export function nameOf(name: unknown): string {
  return typeof name === 'string' && name !== '' ? name : 'unknown';
}

/** @param endsSpan `close()` ends the span: it was begun through the SDK */
export function describeSegment(
  segment: Segment,
  span: Span,
  endsSpan = false,
): Segment {
  describe(segment, span);
  segment.trace_id = toXRayTraceId(span.spanContext().traceId);
  linkSpan(segment, span, endsSpan);
  return segment;
}

/** @param endsSpan `close()` ends the span: it was begun through the SDK */
export function describeSubsegment(
  subsegment: Subsegment,
  span: Span,
  parent: SegmentLike,
  endsSpan = false,
): Subsegment {
  describe(subsegment, span);
  subsegment.parent = parent;
  subsegment.segment =
    parent instanceof sdk.Subsegment ? parent.segment : parent;
  linkSpan(subsegment, span, endsSpan);
  return subsegment;
}

function describe(segment: SegmentLike, span: Span): void {
  const { spanId } = span.spanContext();
  segment.id = spanId;
  segment.name =
    'name' in span && typeof span.name === 'string' ? span.name : segment.name;
  segment.start_time = startOf(span);
  segment.in_progress = true;
  // What the sampler dropped is recorded too, as it may be kept for how it ends.
  segment.notTraced = !span.isRecording();
}

function hasLocalParent(span: Span): boolean {
  return (
    'parentSpanContext' in span &&
    typeof span.parentSpanContext === 'object' &&
    span.parentSpanContext !== null &&
    Reflect.get(span.parentSpanContext, 'isRemote') !== true
  );
}

function startOf(span: Span): number {
  if ('startTime' in span && Array.isArray(span.startTime)) {
    const [seconds, nanoseconds]: unknown[] = span.startTime;
    if (typeof seconds === 'number' && typeof nanoseconds === 'number') {
      return epochSeconds([seconds, nanoseconds]);
    }
  }
  return Date.now() / 1000;
}
