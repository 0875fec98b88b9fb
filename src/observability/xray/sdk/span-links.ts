import type { Span } from '@opentelemetry/api';
import type { Segment, Subsegment } from 'aws-xray-sdk-core';

export type SegmentLike = Segment | Subsegment;

/** Both ways between a span and the SDK's object that stands for it; neither keeps the other alive. */
const spans = new WeakMap<object, Span>();
const segments = new WeakMap<Span, SegmentLike>();
/** Objects whose `close()` ends their span: those that the SDK's API opened. */
const owners = new WeakSet();

export function linkSpan(
  segment: SegmentLike,
  span: Span,
  closeEndsSpan: boolean,
): void {
  spans.set(segment, span);
  segments.set(span, segment);
  if (closeEndsSpan) {
    owners.add(segment);
  }
}

export function spanOf(segment: object): Span | undefined {
  return spans.get(segment);
}

export function segmentOf(span: Span): SegmentLike | undefined {
  return segments.get(span);
}

export function endsSpan(segment: object): boolean {
  return owners.has(segment);
}
