import { type Context, trace } from '@opentelemetry/api';
import type {
  ReadableSpan,
  Span,
  SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { TraceRecord, TraceSink } from './trace-record.js';

/** A record still being written. */
interface OpenRecord {
  root: Span | undefined;
  spans: ReadableSpan[];
}

/**
 * Gathers the spans of each request into one record and hands it to every sink when the request's root span ends.
 * What is still open then follows as it ends, so that neither a forgotten span nor background work holds a request back.
 */
export class TraceRecorder implements SpanProcessor {
  private readonly sinks = new Set<TraceSink>();
  private readonly records = new WeakMap<object, OpenRecord>();

  /** @param maxSpans spans that one record holds; a larger trace is handed on in parts. @default 1000 */
  constructor(private readonly maxSpans = 1000) {}

  /** Adds a sink; the returned function removes it. */
  addSink(sink: TraceSink): () => void {
    this.sinks.add(sink);
    return () => this.sinks.delete(sink);
  }

  /** The root of the record that a span belongs to, until that root ends. */
  openRootOf(span: object): Span | undefined {
    return this.records.get(span)?.root;
  }

  onStart(span: Span, parentContext: Context): void {
    const parent = trace.getSpan(parentContext);
    const record = parent === undefined ? undefined : this.records.get(parent);
    this.records.set(
      span,
      record !== undefined &&
        parent?.spanContext().traceId === span.spanContext().traceId
        ? record
        : { root: span, spans: [] },
    );
  }

  onEnd(span: ReadableSpan): void {
    const record = this.records.get(span);
    if (record === undefined) {
      return;
    }
    record.spans.push(span);
    const isRoot = record.root === span;
    if (isRoot) {
      record.root = undefined;
    }
    if (
      isRoot ||
      record.root === undefined ||
      record.spans.length >= this.maxSpans
    ) {
      const { spans } = record;
      record.spans = [];
      this.emit({ spans, root: isRoot ? span : undefined });
    }
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    this.sinks.clear();
    return Promise.resolve();
  }

  private emit(record: TraceRecord): void {
    for (const sink of this.sinks) {
      try {
        sink.accept(record);
      } catch (error) {
        process.emitWarning(
          `The trace sink ${sink.name} threw: ${String(error)}`,
          'TelemetryWarning',
        );
      }
    }
  }
}

/** The recorder of this process: one, as OpenTelemetry's tracer provider is one. Sinks come and go with their modules. */
export const traceRecorder = new TraceRecorder();
