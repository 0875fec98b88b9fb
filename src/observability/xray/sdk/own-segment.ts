import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api';
import type { Segment } from 'aws-xray-sdk-core';
import { XRayPropagator } from '../../request/index.js';
import { describeSegment, nameOf } from './span-segments.js';

const tracer = trace.getTracer('aws-xray-sdk-core');
const propagator = new XRayPropagator();

/**
 * What `new AWSXRay.Segment(name, rootId, parentId)` does: begins the root span of a trace, or of this process's part of
 * the trace that is named. `close()` ends it.
 */
export function beginSegment(
  segment: Segment,
  name: unknown,
  rootId?: unknown,
  parentId?: unknown,
): void {
  const span = tracer.startSpan(
    nameOf(name),
    {},
    callerContext(rootId, parentId),
  );
  describeSegment(segment, span, true);
  if (typeof parentId === 'string') {
    segment.parent_id = parentId;
  }
}

/** A segment made with its caller's id is meant to be recorded with it. */
function callerContext(rootId: unknown, parentId: unknown): Context {
  if (typeof rootId !== 'string') {
    return ROOT_CONTEXT;
  }
  const header =
    typeof parentId === 'string'
      ? `Root=${rootId};Parent=${parentId};Sampled=1`
      : `Root=${rootId}`;
  return propagator.extract(
    ROOT_CONTEXT,
    { 'x-amzn-trace-id': header },
    defaultTextMapGetter,
  );
}
