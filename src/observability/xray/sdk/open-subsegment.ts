import {
  type Context,
  context,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { Segment, Subsegment } from 'aws-xray-sdk-core';
import { spanTimeMs } from '../../request/index.js';
import { addMetadata, annotate } from '../recording/record-on-span.js';
import { noteAttribute } from './sdk-attributes.js';
import { type SegmentLike, spanOf } from './span-links.js';
import {
  describeSegment,
  describeSubsegment,
  SpanSegment,
  SpanSubsegment,
} from './span-segments.js';

const tracer = trace.getTracer('aws-xray-sdk-core');

/** Begins a span under the parent's and hands out the subsegment that stands for it. */
export function openSubsegment(parent: SegmentLike, name: string): Subsegment {
  const span = startChild(parent, name);
  return describeSubsegment(new SpanSubsegment(name), span, parent, true);
}

/** Gives a subsegment that the application made itself a span, with what was recorded on it so far. */
export function adoptSubsegment(
  parent: SegmentLike,
  subsegment: Subsegment,
): void {
  if (spanOf(subsegment) !== undefined) {
    return;
  }
  const recorded = new Map<string, unknown>(Object.entries(subsegment));
  const children = subsegment.subsegments ?? [];
  const span = startChild(parent, subsegment.name, subsegment.start_time);
  Object.setPrototypeOf(subsegment, SpanSubsegment.prototype);
  describeSubsegment(subsegment, span, parent, true);
  replay(subsegment, recorded);
  for (const child of children) {
    adoptSubsegment(subsegment, child);
  }
  const endedAt = recorded.get('end_time');
  if (typeof endedAt === 'number') {
    delete subsegment.in_progress;
    span.end(endedAt * 1000);
  }
}

/** Makes a segment that the application made itself the root of a trace, with what was recorded on it so far. */
export function adoptSegment(segment: Segment): void {
  if (spanOf(segment) !== undefined) {
    return;
  }
  const recorded = new Map<string, unknown>(Object.entries(segment));
  const children = segment.subsegments ?? [];
  const span = tracer.startSpan(
    segment.name,
    { startTime: segment.start_time * 1000 },
    callerContext(segment),
  );
  Object.setPrototypeOf(segment, SpanSegment.prototype);
  describeSegment(segment, span, true);
  replay(segment, recorded);
  for (const child of children) {
    adoptSubsegment(segment, child);
  }
}

/** The trace that `new Segment(name, rootId, parentId)` continues; a new one without both. */
function callerContext({
  trace_id: rootId,
  parent_id: parentId,
}: Segment): Context {
  const [, epoch, random] =
    /^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(rootId) ?? [];
  return epoch === undefined || random === undefined || parentId === undefined
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, {
        traceId: `${epoch}${random}`,
        spanId: parentId,
        traceFlags: TraceFlags.SAMPLED,
        isRemote: true,
      });
}

function startChild(parent: SegmentLike, name: string, startedAt?: number) {
  const span = spanOf(parent);
  const active = context.active();
  return tracer.startSpan(
    name,
    {
      startTime: startedAt === undefined ? spanTimeMs() : startedAt * 1000,
    },
    span === undefined ? active : trace.setSpan(active, span),
  );
}

function replay(
  segment: SegmentLike,
  recorded: ReadonlyMap<string, unknown>,
): void {
  const span = spanOf(segment);
  if (span === undefined) {
    return;
  }
  for (const [key, value] of entriesOf(recorded.get('annotations'))) {
    if (isAnnotation(value)) {
      annotate(span, key, value);
    }
  }
  for (const [namespace, entries] of entriesOf(recorded.get('metadata'))) {
    for (const [key, value] of entriesOf(entries)) {
      addMetadata(span, key, value, namespace);
    }
  }
  for (const name of ['namespace', 'http', 'sql', 'aws']) {
    if (recorded.has(name) && segment instanceof SpanSubsegment) {
      noteAttribute(span, name, recorded.get(name));
    }
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
    : [];
}

function isAnnotation(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
