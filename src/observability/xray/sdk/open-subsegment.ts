import { context, type Span, trace } from '@opentelemetry/api';
import type { Subsegment } from 'aws-xray-sdk-core';
import { spanTimeMs } from '../../request/index.js';
import { type SegmentLike, spanOf } from './span-links.js';
import { describeSubsegment, nameOf, SpanSubsegment } from './span-segments.js';

const tracer = trace.getTracer('aws-xray-sdk-core');

/** Begins a span under the parent's and hands out the subsegment that stands for it. */
export function openSubsegment(parent: SegmentLike, name: string): Subsegment {
  const span = startChild(parent, name, spanTimeMs());
  return describeSubsegment(new SpanSubsegment(''), span, parent, true);
}

/**
 * Gives a subsegment that the application made itself (`new AWSXRay.Subsegment(name)`) a span below the parent's, and what
 * hangs on it too.
 *
 * @param replay writes on a subsegment's span what was recorded on it so far
 */
export function adoptSubsegment(
  parent: SegmentLike,
  subsegment: Subsegment,
  replay: (subsegment: Subsegment) => void,
): void {
  if (spanOf(subsegment) !== undefined) {
    return;
  }
  const children = subsegment.subsegments ?? [];
  const endedAt = 'end_time' in subsegment ? subsegment.end_time : undefined;
  const span = startChild(
    parent,
    subsegment.name,
    subsegment.start_time * 1000,
  );
  describeSubsegment(subsegment, span, parent, true);
  replay(subsegment);
  for (const child of children) {
    adoptSubsegment(subsegment, child, replay);
  }
  if (typeof endedAt === 'number') {
    delete subsegment.in_progress;
    span.end(endedAt * 1000);
  }
}

function startChild(
  parent: SegmentLike,
  name: string,
  startTime: number,
): Span {
  const span = spanOf(parent);
  const active = context.active();
  return tracer.startSpan(
    nameOf(name),
    { startTime },
    span === undefined ? active : trace.setSpan(active, span),
  );
}
