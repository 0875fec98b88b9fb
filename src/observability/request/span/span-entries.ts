import {
  type Attributes,
  createTraceState,
  isSpanContextValid,
  type Link,
  type SpanContext,
  type TimeInput,
  type TraceState,
} from '@opentelemetry/api';
import type { SpanLimits, TimedEvent } from '@opentelemetry/sdk-trace';
import { boundedName } from './span-text.js';
import { SpanAttributes } from './span-attributes.js';
import { spanTime, toHrTime } from './span-time.js';

/** Bytes of all events of a span, and of all its links; the oldest go first. */
export const MAX_EVENTS_BYTES = 262_144;
export const MAX_LINKS_BYTES = 65_536;

/** Bytes of long attributes of one event: room for a stack as long as an attribute may be, and its message. */
const MAX_EVENT_BYTES = 98_304;
const MAX_LINK_BYTES = 16_384;
/** Ids, times and tags. */
const ENTRY_BYTES = 96;

/** An event or a link, and what it takes. */
export interface Sized<T> {
  readonly item: T;
  readonly bytes: number;
}

/** An event as a span keeps it: a copy, within limits. */
export function spanEvent(
  name: string,
  attributes: Attributes | undefined,
  time: TimeInput | undefined,
  limits: Required<SpanLimits>,
): Sized<TimedEvent> {
  const { bytes, ...kept } = copied(
    attributes,
    limits.attributePerEventCountLimit,
    limits.attributeValueLengthLimit,
    MAX_EVENT_BYTES,
  );
  const item = {
    name: boundedName(name),
    time: toHrTime(spanTime(time)),
    ...kept,
  };
  return { item, bytes: bytes + item.name.length };
}

/** A link as a span keeps it; undefined for one to no span, for which vendors refuse the span that has it. */
export function spanLink(
  { context, attributes }: Link,
  limits: Required<SpanLimits>,
): Sized<Link> | undefined {
  const target = targetOf(context);
  if (target === undefined) {
    return undefined;
  }
  const { bytes, ...kept } = copied(
    attributes,
    limits.attributePerLinkCountLimit,
    limits.attributeValueLengthLimit,
    MAX_LINK_BYTES,
  );
  return { item: { context: target, ...kept }, bytes };
}

function copied(
  given: Attributes | undefined,
  attributeCountLimit: number,
  attributeValueLengthLimit: number,
  maxBytes: number,
): {
  attributes?: Attributes;
  droppedAttributesCount?: number;
  readonly bytes: number;
} {
  if (typeof given !== 'object' || given === null) {
    return { bytes: ENTRY_BYTES };
  }
  const kept = new SpanAttributes(
    { attributeCountLimit, attributeValueLengthLimit },
    given,
    undefined,
    maxBytes,
  );
  const attributes = kept.read();
  return {
    attributes,
    droppedAttributesCount: kept.dropped,
    bytes: ENTRY_BYTES + Buffer.byteLength(JSON.stringify(attributes)),
  };
}

function targetOf(context: SpanContext): SpanContext | undefined {
  const { traceId, spanId, traceFlags, traceState, isRemote } = context;
  const target: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.isInteger(traceFlags) ? traceFlags & 0xff : 0,
    ...(typeof isRemote === 'boolean' ? { isRemote } : {}),
  };
  if (!isSpanContextValid(target)) {
    return undefined;
  }
  const state = stateOf(traceState);
  return state === undefined ? target : { ...target, traceState: state };
}

/** A copy, since encoders call the methods of the one that was given. */
function stateOf(state: TraceState | undefined): TraceState | undefined {
  try {
    return state === undefined
      ? undefined
      : createTraceState(state.serialize());
  } catch {
    return undefined;
  }
}
