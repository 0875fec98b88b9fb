import { abandonSpans } from './abandon-spans.js';
import { OpenTraces } from './span/open-traces.js';
import { RecordedSpan } from './span/recorded-span.js';
import type { TraceRecord, TraceSink } from './trace-record.js';
import { warnOnce } from './warn-once.js';

/** Hands the finished record of every kept trace to every vendor's sink. */
export class TraceRecorder {
  /** Traces whose open spans no open request leads to. */
  readonly openTraces = new OpenTraces<RecordedSpan>();
  private readonly sinks = new Set<TraceSink>();

  /** Adds a sink; the returned function removes it. */
  addSink(sink: TraceSink): () => void {
    this.sinks.add(sink);
    return () => this.sinks.delete(sink);
  }

  /** The root of the record that a span belongs to, until that root ends. */
  openRootOf(span: object): RecordedSpan | undefined {
    return span instanceof RecordedSpan ? span.trace.root : undefined;
  }

  /** Whether a span may begin below this one, which may have ended: work that outlives its request is recorded for a while. */
  takesSpans(span: object): boolean {
    return span instanceof RecordedSpan && span.trace.takesSpans();
  }

  /** Ends all spans that are open, as ones that the process did not live to end. For its last moments; requests have their own. */
  abandon(): void {
    abandonSpans(this.openTraces.spans());
  }

  /** Called by the spans. */
  emit(record: TraceRecord): void {
    for (const sink of this.sinks) {
      try {
        sink.accept(record);
      } catch (error) {
        warnOnce(sink, `The trace sink ${sink.name}`, error);
      }
    }
  }
}

/** The recorder of this process: one, as OpenTelemetry's tracer provider is one. Sinks come and go with their modules. */
export const traceRecorder = new TraceRecorder();
