import type { Span } from '@opentelemetry/api';
import type { Subsegment } from 'aws-xray-sdk-core';
import type { OutcomeFlags } from '../document/segment-document.js';
import {
  addError,
  addMetadata,
  annotate,
  setUser,
} from '../recording/record-on-span.js';
import type { AnnotationValue } from '../../request/index.js';
import { adoptSubsegment, openSubsegment } from './open-subsegment.js';
import { noteAttribute, noteFlag, notePrecursor } from './sdk-attributes.js';
import { sdk } from './sdk.js';
import { endsSpan, type SegmentLike, spanOf } from './span-links.js';
import { SpanSegment, SpanSubsegment } from './span-segments.js';

/** What segments and subsegments of ours do instead of the SDK's: record on the span. Nothing here throws. */
const recordingMethods = {
  addAnnotation(this: SegmentLike, key: string, value: AnnotationValue): void {
    onSpan(this, (span) => annotate(span, key, value));
  },
  addMetadata(
    this: SegmentLike,
    key: string,
    value: unknown,
    namespace?: string,
  ): void {
    onSpan(this, (span) =>
      addMetadata(span, key, value ?? '', namespace || 'default'),
    );
  },
  setUser(this: SegmentLike, user: string): void {
    onSpan(this, (span) => setUser(span, user));
  },
  addError(this: SegmentLike, error: unknown): void {
    if (typeof error === 'string' || (typeof error === 'object' && error)) {
      onSpan(this, (span) => addError(span, errorFrom(error)));
    }
  },
  addFaultFlag(this: SegmentLike): void {
    flag(this, 'fault');
  },
  addErrorFlag(this: SegmentLike): void {
    flag(this, 'error');
  },
  addThrottleFlag(this: SegmentLike): void {
    flag(this, 'throttle');
  },
  addAttribute(this: SegmentLike, name: string, data: unknown): void {
    onSpan(this, (span) => noteAttribute(span, name, data));
  },
  addSqlData(this: SegmentLike, data: unknown): void {
    onSpan(this, (span) => noteAttribute(span, 'sql', data));
  },
  addPrecursorId(this: SegmentLike, id: string): void {
    onSpan(this, (span) => notePrecursor(span, id));
  },
  addRemoteRequestData(
    this: Subsegment,
    ...call: Parameters<Subsegment['addRemoteRequestData']>
  ): void {
    // The SDK's own reads the call; it leaves what it found in `http`.
    sdk.Subsegment.prototype.addRemoteRequestData.apply(this, call);
    const http = 'http' in this ? this.http : undefined;
    onSpan(this, (span) => noteAttribute(span, 'http', http));
  },
  addNewSubsegment(this: SegmentLike, name: string): Subsegment {
    return openSubsegment(this, name);
  },
  addNewSubsegmentWithoutSampling(this: SegmentLike, name: string): Subsegment {
    return openSubsegment(this, name);
  },
  addSubsegment(this: SegmentLike, subsegment: unknown): void {
    if (subsegment instanceof sdk.Subsegment) {
      adoptSubsegment(this, subsegment);
    }
  },
  addSubsegmentWithoutSampling(this: SegmentLike, subsegment: unknown): void {
    if (subsegment instanceof sdk.Subsegment) {
      adoptSubsegment(this, subsegment);
    }
  },
  /** Ends the span if it was begun through the SDK; a span of the application's own (the server span, say) ends by itself. */
  close(this: SegmentLike, error?: unknown): void {
    recordingMethods.addError.call(this, error);
    delete this.in_progress;
    const span = endsSpan(this) ? spanOf(this) : undefined;
    if (span !== undefined) {
      span.end();
    }
  },
};

/** Counting, streaming and sending are the trace record's business; what describes the host is the encoder's. */
const NOT_OURS = [
  'incrementCounter',
  'decrementCounter',
  'removeSubsegment',
  'streamSubsegments',
  'flush',
  'addIncomingRequestData',
  'setSDKData',
  'setServiceData',
  'addPluginData',
  'setMatchedSamplingRule',
];

const inert = Object.fromEntries(NOT_OURS.map((name) => [name, () => {}]));

/** Gives both classes these methods. Once, before the first segment. */
export function installSpanMethods(): void {
  Object.assign(SpanSegment.prototype, recordingMethods, inert);
  Object.assign(SpanSubsegment.prototype, recordingMethods, inert);
}

/** The SDK takes any object with an error's fields for an error; its own patchers hand over such. */
function errorFrom(error: object | string): unknown {
  if (
    typeof error === 'string' ||
    error instanceof Error ||
    !('message' in error)
  ) {
    return error;
  }
  const copy = new Error(String(error.message));
  if ('name' in error && typeof error.name === 'string') {
    copy.name = error.name;
  }
  if ('stack' in error && typeof error.stack === 'string') {
    copy.stack = error.stack;
  }
  return copy;
}

function onSpan(segment: SegmentLike, record: (span: Span) => void): void {
  const span = spanOf(segment);
  if (span === undefined) {
    return;
  }
  try {
    record(span);
  } catch {
    // What can't be recorded may not fail the work.
  }
}

function flag(segment: SegmentLike, name: keyof OutcomeFlags): void {
  onSpan(segment, (span) => {
    noteFlag(span, name);
  });
}
