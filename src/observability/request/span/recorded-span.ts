import { inspect } from 'node:util';
import {
  type Attributes,
  type AttributeValue,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
  TraceFlags,
} from '@opentelemetry/api';
import {
  hrTimeDuration,
  type InstrumentationScope,
  isTimeInput,
} from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type {
  ReadableSpan,
  SpanLimits,
  TimedEvent,
} from '@opentelemetry/sdk-trace';
import { describeException } from './describe-exception.js';
import { BoundedList } from './bounded-list.js';
import { SpanAttributes } from './span-attributes.js';
import {
  MAX_EVENTS_BYTES,
  MAX_LINKS_BYTES,
  spanEvent,
  spanLink,
} from './span-entries.js';
import type { SpanStart } from './span-start.js';
import { boundedMessage, boundedName } from './span-text.js';
import { isBefore, type SpanTime, spanTime, toHrTime } from './span-time.js';

/** What a span is made of, beside its name. */
export interface SpanSize {
  readonly attributes: number;
  /** Events and links. */
  readonly entries: number;
  /** UTF-16 units of all texts, about. */
  readonly texts: number;
}

/** The trace of this process that a span is part of. */
export interface SpanTrace {
  readonly resource: Resource;
  readonly limits: Required<SpanLimits>;
  /** The span that all others hang on, until it ends. */
  readonly root: RecordedSpan | undefined;
  /** Whether spans that start now are said to be kept: the flag that other services see. */
  readonly sampled: boolean;
  /** A span has begun. */
  began(span: RecordedSpan): void;
  /** Spans that have not ended, the youngest first. */
  openSpans(): readonly RecordedSpan[];
  /** Whether another span may begin. */
  takesSpans(): boolean;
  /** The application asks to keep the trace, whatever the sampler said. */
  flag(): void;
  /** A span is about to end, and may still be written. */
  ending(span: RecordedSpan): void;
  ended(span: RecordedSpan): void;
}

/**
 * A span of a recorded trace: OpenTelemetry's `Span` while it is written, its SDK's `ReadableSpan` for whoever reads it.
 * All spans read one clock (`clock.ts`). What comes after `end` is ignored, silently: late callbacks are no error. It keeps
 * copies within limits, so that nothing that it is given can throw, here or in an encoder, or change later.
 */
export class RecordedSpan implements Span, ReadableSpan {
  readonly kind: SpanKind;
  readonly parentSpanContext?: SpanContext;
  readonly instrumentationScope: InstrumentationScope;
  name: string;
  status: SpanStatus = { code: SpanStatusCode.UNSET };
  ended = false;
  /** What whoever folds its children keeps of them. */
  folds: object | undefined;

  private context: SpanContext;
  private readonly own: SpanAttributes;
  private eventList: BoundedList<TimedEvent> | undefined;
  private linkList: BoundedList<Link> | undefined;
  private startedAt: SpanTime;
  private endedAt: SpanTime | undefined;

  constructor(
    readonly trace: SpanTrace,
    start: SpanStart,
  ) {
    const { limits } = trace;
    this.name = boundedName(start.name);
    this.kind = start.kind;
    this.context = start.context;
    if (start.parent !== undefined) {
      this.parentSpanContext = start.parent;
    }
    this.instrumentationScope = start.scope;
    this.own = new SpanAttributes(limits, start.attributes, start.description);
    this.startedAt = spanTime(start.startTime);
    if (start.links !== undefined) {
      this.addLinks(start.links);
    }
  }

  get resource(): Resource {
    return this.trace.resource;
  }

  get attributes(): Attributes {
    return this.own.read();
  }

  get events(): TimedEvent[] {
    return this.eventList?.items ?? [];
  }

  get links(): Link[] {
    return this.linkList?.items ?? [];
  }

  /** What its attributes, events and links are made of, about: for memory to be counted without making them. */
  get size(): SpanSize {
    const { count, texts } = this.own.size;
    const entries =
      (this.eventList?.items.length ?? 0) + (this.linkList?.items.length ?? 0);
    const entryBytes =
      (this.eventList?.bytes ?? 0) + (this.linkList?.bytes ?? 0);
    return { attributes: count, texts: texts + entryBytes, entries };
  }

  get startTime(): HrTime {
    // Two encoders read it, and each would make it anew.
    this.startedAt = toHrTime(this.startedAt);
    return this.startedAt;
  }

  get endTime(): HrTime {
    if (this.endedAt === undefined) {
      return [0, 0];
    }
    this.endedAt = toHrTime(this.endedAt);
    return this.endedAt;
  }

  get duration(): HrTime {
    return this.endedAt === undefined
      ? [-1, -1]
      : hrTimeDuration(this.startTime, this.endTime);
  }

  get droppedAttributesCount(): number {
    return this.own.dropped;
  }

  get droppedEventsCount(): number {
    return this.eventList?.dropped ?? 0;
  }

  get droppedLinksCount(): number {
    return this.linkList?.dropped ?? 0;
  }

  spanContext(): SpanContext {
    return this.context;
  }

  /** One attribute that was set on the span; cheap where the request's own attributes are not made yet. */
  peek(key: string): AttributeValue {
    return this.own.peek(key);
  }

  /** As `setAttribute`, for what we say ourselves under a name of our own: neither has a secret in it. */
  note(key: string, value: string | number | boolean): void {
    if (!this.ended) {
      this.own.note(key, value);
    }
  }

  isRecording(): boolean {
    return !this.ended;
  }

  setAttribute(key: string, value: AttributeValue): this {
    if (!this.ended) {
      this.own.put(key, value);
    }
    return this;
  }

  setAttributes(attributes: Attributes): this {
    if (!this.ended) {
      this.own.putAll(attributes);
    }
    return this;
  }

  addEvent(
    name: string,
    attributesOrTime?: Attributes | TimeInput,
    time?: TimeInput,
  ): this {
    return this.attempt(() => {
      const [attributes, at] = isTimeInput(attributesOrTime)
        ? [undefined, time ?? attributesOrTime]
        : [attributesOrTime, time];
      const { item, bytes } = spanEvent(
        name,
        attributes,
        at,
        this.trace.limits,
      );
      this.openEvents().add(item, bytes);
    });
  }

  addLink(link: Link): this {
    return this.attempt(() => {
      const kept = spanLink(link, this.trace.limits);
      if (kept === undefined) {
        this.openLinks().dropped += 1;
      } else {
        this.openLinks().add(kept.item, kept.bytes);
      }
    });
  }

  addLinks(links: readonly Link[]): this {
    return this.attempt(() => {
      for (const link of links) {
        this.addLink(link);
      }
    });
  }

  setStatus(status: SpanStatus): this {
    return this.attempt(() => {
      const { code, message } = status;
      const isFinal = this.status.code === SpanStatusCode.OK;
      if (code === SpanStatusCode.OK && !isFinal) {
        this.status = { code };
      } else if (code === SpanStatusCode.ERROR && !isFinal) {
        this.status =
          typeof message === 'string'
            ? { code, message: boundedMessage(message) }
            : { code };
      }
    });
  }

  updateName(name: string): this {
    if (!this.ended) {
      this.name = boundedName(name);
    }
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const attributes = describeException(exception);
    if (attributes !== undefined) {
      this.addEvent('exception', attributes, time);
    }
  }

  end(time?: TimeInput): void {
    if (this.ended) {
      return;
    }
    const given = spanTime(time);
    this.endedAt = isBefore(given, this.startedAt) ? this.startedAt : given;
    this.trace.ending(this);
    this.ended = true;
    this.trace.ended(this);
  }

  /** What was decided of the trace when it ended, written on a span that has ended. */
  stamp(attributes: Attributes | undefined, sampled: boolean): void {
    if (attributes !== undefined) {
      Object.assign(this.attributes, attributes);
    }
    const { traceFlags } = this.context;
    if (sampled && (traceFlags & TraceFlags.SAMPLED) === 0) {
      this.context = {
        ...this.context,
        traceFlags: traceFlags | TraceFlags.SAMPLED,
      };
    }
  }

  /** What `console.log` and `JSON.stringify` show: the span, not all that hangs on it. */
  toJSON(): object {
    const { name, kind, status, parentSpanContext, attributes, ended } = this;
    const { context, duration } = this;
    return {
      name,
      kind,
      status,
      context,
      parentSpanContext,
      attributes,
      ended,
      duration,
    };
  }

  [inspect.custom](): object {
    return this.toJSON();
  }

  private openEvents(): BoundedList<TimedEvent> {
    this.eventList ??= new BoundedList(
      this.trace.limits.eventCountLimit,
      MAX_EVENTS_BYTES,
    );
    return this.eventList;
  }

  private openLinks(): BoundedList<Link> {
    this.linkList ??= new BoundedList(
      this.trace.limits.linkCountLimit,
      MAX_LINKS_BYTES,
    );
    return this.linkList;
  }

  /** Does what may throw for the values it is given; then they are not kept. */
  private attempt(record: () => void): this {
    if (!this.ended) {
      try {
        record();
      } catch {
        // Nothing of the application's fails for it.
      }
    }
    return this;
  }
}
