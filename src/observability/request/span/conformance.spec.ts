import { inspect } from 'node:util';
import { context, type Span, trace } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { emptyResource } from '@opentelemetry/resources';
import {
  type ReadableSpan,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { TraceRecorder } from '../trace-recorder.js';
import { remote, SCENARIOS } from './conformance.spec-scenarios.js';
import { createTracerProvider } from './create-tracer-provider.js';

/** What a standard processor is told, in order, and the spans that it is given. */
class Watcher implements SpanProcessor {
  readonly calls: string[] = [];
  readonly spans: ReadableSpan[] = [];

  onStart(span: ReadableSpan): void {
    this.calls.push(`start ${span.name}`);
  }

  onEnding(span: Span & ReadableSpan): void {
    this.calls.push(`ending ${span.name} ${String(span.isRecording())}`);
    span.setAttribute('set while ending', true);
  }

  onEnd(span: ReadableSpan): void {
    this.calls.push(`end ${span.name} ${String(span.ended)}`);
    this.spans.push(span);
  }

  forceFlush = () => Promise.resolve();
  shutdown = () => Promise.resolve();
}

class Throwing {
  get text(): string {
    throw new Error('getter');
  }
}

describe('spans beside those of the SDK', () => {
  it.each(SCENARIOS)('are the same: %s', (_name, work) => {
    const theirs = new Watcher();
    const ours = new Watcher();
    work(
      new TracerProvider({
        spanProcessors: [theirs],
        resource: emptyResource(),
      }).getTracer('spec', '1.0', { schemaUrl: 'https://example.com/schema' }),
    );
    work(
      createTracerProvider({
        processors: [ours],
        resource: emptyResource(),
        recorder: new TraceRecorder(),
      }).getTracer('spec', '1.0', { schemaUrl: 'https://example.com/schema' }),
    );

    expect(ours.spans.map(shown)).toEqual(theirs.spans.map(shown));
    expect(ours.calls.toSorted()).toEqual(theirs.calls.toSorted());
  });

  it('return what the work of startActiveSpan returns, active meanwhile', () => {
    const tracer = createTracerProvider().getTracer('spec');
    const returned = tracer.startActiveSpan('a', (span) => span);
    const withOptions = tracer.startActiveSpan(
      'b',
      { attributes: { x: 1 } },
      (span) => {
        span.end();
        return 'result';
      },
    );
    const inContext = tracer.startActiveSpan(
      'c',
      {},
      remote,
      (span) => span.spanContext().traceId,
    );

    expect(returned.isRecording()).toBe(true);
    expect(withOptions).toBe('result');
    expect(inContext).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it('are none where tracing is suppressed', () => {
    const tracer = createTracerProvider().getTracer('spec');
    const span = tracer.startSpan(
      'quiet',
      {},
      suppressTracing(context.active()),
    );

    expect(span.isRecording()).toBe(false);
    expect(trace.isSpanContextValid(span.spanContext())).toBe(false);
  });

  it('show themselves, and not the trace that they belong to', () => {
    const span = createTracerProvider().getTracer('spec').startSpan('shown');

    expect(inspect(span)).toContain("name: 'shown'");
    expect(inspect(span, { depth: 9 })).not.toContain('recorder');
    expect(JSON.parse(JSON.stringify({ span }))).toMatchObject({
      span: { name: 'shown', context: span.spanContext() },
    });
  });

  it('never throw into the application, whatever they are given', () => {
    const hostile = {
      onStart: fail,
      onEnding: fail,
      onEnd: fail,
      forceFlush: fail,
      shutdown: fail,
    };
    const tracer = createTracerProvider({
      processors: [hostile],
      recorder: new TraceRecorder(),
    }).getTracer('spec');
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const span = tracer.startSpan('hostile');
    const call = (method: keyof Span, ...args: unknown[]): void => {
      Reflect.apply(Reflect.get(span, method), span, args);
    };

    expect(() => {
      call('setAttribute', 'circular', circular);
      call('setAttribute', 'getter', new Throwing());
      call('setAttribute', 'function', () => 1);
      call('recordException', null);
      call('end', 'no time');
    }).not.toThrow();
    expect(span.isRecording()).toBe(false);
  });
});

function fail(): never {
  throw new Error('processor');
}

/** A time that was given; one that was read from the clock differs by chance. */
function given(time: readonly [number, number]): unknown {
  return Math.abs(time[0] * 1000 - Date.now()) > 60_000 ? time : 'now';
}

/** A span without what differs by chance: ids and, where none were given, times. */
function shown(span: ReadableSpan): unknown {
  return {
    name: span.name,
    kind: span.kind,
    status: span.status,
    attributes: span.attributes,
    links: span.links,
    events: span.events.map(({ time, ...event }) => ({
      ...event,
      time: given(time),
    })),
    ended: span.ended,
    startTime: given(span.startTime),
    endTime: given(span.endTime),
    hasParent: span.parentSpanContext !== undefined,
    isRemote: span.parentSpanContext?.isRemote,
    traceFlags: span.spanContext().traceFlags,
    scope: span.instrumentationScope,
    dropped: [
      span.droppedAttributesCount,
      span.droppedEventsCount,
      span.droppedLinksCount,
    ],
  };
}
