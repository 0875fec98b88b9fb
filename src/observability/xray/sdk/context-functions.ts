import { context, trace } from '@opentelemetry/api';
import type { Segment, Subsegment } from 'aws-xray-sdk-core';
import { keyOf, otelNamespace } from './otel-namespace.js';
import { contextFunctions, sdk } from './sdk.js';
import { type SegmentLike, spanOf } from './span-links.js';
import { segmentFor } from './span-segments.js';

/** What the active span's segment is, in either mode. */
export function activeSegment(): SegmentLike | undefined {
  const span = trace.getActiveSpan();
  return span === undefined ? undefined : segmentFor(span);
}

/** Automatic mode finds the segment on the context; manual mode, chosen by the application, takes what it is given. */
let isAutomatic = true;

const SEGMENT = 'segment';

/** The SDK's context functions on the OpenTelemetry context: the current segment is the active span's. */
export const spanContextFunctions = {
  isAutomaticMode: (): boolean => isAutomatic,

  enableAutomaticMode(): void {
    isAutomatic = true;
  },

  enableManualMode(): void {
    isAutomatic = false;
  },

  getSegment(): SegmentLike | undefined {
    const segment = isAutomatic ? activeSegment() : undefined;
    if (segment === undefined) {
      contextFunctions.contextMissingStrategy.contextMissing(
        isAutomatic
          ? 'Failed to get the current sub/segment from the context.'
          : 'Cannot get sub/segment from context. Not supported in manual mode.',
      );
    }
    return segment;
  },

  /** Lasts until the enclosing `run` or request ends, as in the SDK. */
  setSegment(segment?: SegmentLike | null): void {
    if (!isAutomatic) {
      contextFunctions.contextMissingStrategy.contextMissing(
        'Cannot set sub/segment on context. Not supported in manual mode.',
      );
      return;
    }
    const span = segment ? spanOf(segment) : undefined;
    const active = context.active();
    context.attach(
      span === undefined
        ? trace.deleteSpan(active)
        : trace.setSpan(active, span),
    );
  },

  resolveSegment(given?: Segment | Subsegment | null): SegmentLike | undefined {
    if (isAutomatic) {
      return spanContextFunctions.getSegment();
    }
    if (!given) {
      contextFunctions.contextMissingStrategy.contextMissing(
        'No sub/segment specified. A sub/segment must be provided for manual mode.',
      );
    }
    return given ?? undefined;
  },

  getNamespace: () => namespace,
};

const namespace = {
  ...otelNamespace,
  active: null,

  get(key: string): unknown {
    return key === SEGMENT
      ? activeSegment()
      : context.active().getValue(keyOf(key));
  },

  set<T>(key: string, value: T): T {
    if (key !== SEGMENT) {
      context.attach(context.active().setValue(keyOf(key), value));
    } else if (
      value instanceof sdk.Segment ||
      value instanceof sdk.Subsegment
    ) {
      spanContextFunctions.setSegment(value);
    }
    return value;
  },
};
