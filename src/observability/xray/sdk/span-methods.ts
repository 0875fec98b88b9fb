import type { Span } from '@opentelemetry/api';
import type { Subsegment } from 'aws-xray-sdk-core';
import { spanTimeMs, type AnnotationValue } from '../../request/index.js';
import type { OutcomeFlags } from '../document/segment-document.js';
import {
  addError,
  addMetadata,
  annotate,
  setUser,
} from '../recording/record-on-span.js';
import { replayOn, whenAttached } from './detached-subsegments.js';
import { adoptSubsegment, openSubsegment } from './open-subsegment.js';
import { beginSegment } from './own-segment.js';
import {
  noteAttribute,
  noteFields,
  noteFlag,
  notePluginData,
  notePrecursor,
} from './sdk-attributes.js';
import { sdk } from './sdk.js';
import { endsSpan, type SegmentLike, spanOf } from './span-links.js';

/** The SDK's own reads a call; it leaves what it found in `http`. */
const readRemoteCall: unknown = Reflect.get(
  sdk.Subsegment.prototype,
  'addRemoteRequestData',
);

/** What is recorded on a segment's span. Nothing here throws. */
const notes = {
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
  addPluginData(this: SegmentLike, data: unknown): void {
    onSpan(this, (span) => notePluginData(span, data));
  },
  addPrecursorId(this: SegmentLike, id: string): void {
    onSpan(this, (span) => notePrecursor(span, id));
  },
  addRemoteRequestData(this: Subsegment, ...call: unknown[]): void {
    onSpan(this, (span) => {
      if (typeof readRemoteCall === 'function') {
        Reflect.apply(readRemoteCall, this, call);
        noteAttribute(span, 'http', Reflect.get(this, 'http'));
      }
    });
  },
  /** Kept where the SDK's middlewares look for it, to put the answer beside it; `close` notes both. */
  addIncomingRequestData(this: SegmentLike, data: unknown): void {
    Reflect.set(this, 'http', data);
  },
};

const structure = {
  addNewSubsegment(this: SegmentLike, name: string): Subsegment {
    return openSubsegment(this, name);
  },
  addNewSubsegmentWithoutSampling(this: SegmentLike, name: string): Subsegment {
    return openSubsegment(this, name);
  },
  addSubsegment: adopt,
  addSubsegmentWithoutSampling: adopt,
  /** Ends the span if it was begun through the SDK; a span of the application's own (the server span, say) ends by itself. */
  close(this: SegmentLike, error?: unknown): void {
    notes.addError.call(this, error);
    delete this.in_progress;
    if (endsSpan(this)) {
      Reflect.set(this, 'end_time', spanTimeMs() / 1000);
      onSpan(this, (span) => noteFields(span, this));
      spanOf(this)?.end();
    }
  },
};

/** Counting, streaming and sending are the trace record's business; service, SDK and sampling rule are its resource's. */
const inert = Object.fromEntries(
  [
    'incrementCounter',
    'decrementCounter',
    'removeSubsegment',
    'streamSubsegments',
    'flush',
    'setSDKData',
    'setServiceData',
    'setMatchedSamplingRule',
  ].map((name) => [name, () => {}]),
);

const beginning = {
  init(this: InstanceType<typeof sdk.Segment>, ...args: unknown[]): void {
    const [name, rootId, parentId] = args;
    beginSegment(this, name, rootId, parentId);
  },
};

/**
 * Gives the SDK's classes these methods. A segment has a span from its beginning; a subsegment of the application's own has
 * none until it is added to a segment, and is the SDK's until then. Once, before the first of them.
 */
export function installSpanMethods(): void {
  Object.assign(sdk.Segment.prototype, beginning, notes, structure, inert);
  whenAttached(sdk.Subsegment.prototype, notes, { replayed: true });
  whenAttached(
    sdk.Subsegment.prototype,
    { ...structure, ...inert },
    { replayed: false },
  );
}

function adopt(this: SegmentLike, subsegment: unknown): void {
  if (subsegment instanceof sdk.Subsegment) {
    adoptSubsegment(this, subsegment, replayOn);
  }
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
