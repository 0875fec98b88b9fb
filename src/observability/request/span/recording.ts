import type { Context } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { SpanLimits, SpanProcessor } from '@opentelemetry/sdk-trace';
import type { KeepPolicy } from '../sampling/keep-policy.js';
import type { TraceRecord } from '../trace-record.js';
import type { TraceRecorder } from '../trace-recorder.js';
import { warnOnce } from '../warn-once.js';
import type { RecordedSpan, SpanTrace } from './recorded-span.js';

export interface RecordingOptions {
  readonly recorder: TraceRecorder;
  readonly resource: Resource;
  readonly limits: Required<SpanLimits>;
  readonly keep: KeepPolicy;
  readonly processors: readonly SpanProcessor[];
}

/**
 * What all spans of a process share, and the way they take: processors hear of a span's start and end, sinks get the
 * finished record. Processors are told that spans ended when their trace was decided, so that flags and weight are right.
 */
export class Recording {
  readonly resource: Resource;
  readonly limits: Required<SpanLimits>;
  readonly keep: KeepPolicy;
  private readonly recorder: TraceRecorder;
  private readonly processors: readonly SpanProcessor[];

  constructor(options: RecordingOptions) {
    this.resource = options.resource;
    this.limits = options.limits;
    this.keep = options.keep;
    this.recorder = options.recorder;
    this.processors = options.processors;
  }

  /** A trace has, or will have, open spans that no open request leads to. */
  leftOpen(trace: SpanTrace): void {
    this.recorder.openTraces.add(trace);
  }

  started(span: RecordedSpan, parent: Context): void {
    for (const processor of this.processors) {
      try {
        processor.onStart(span, parent);
      } catch (error) {
        warnOf(processor, error);
      }
    }
  }

  ending(span: RecordedSpan): void {
    for (const processor of this.processors) {
      try {
        processor.onEnding?.(span);
      } catch (error) {
        warnOf(processor, error);
      }
    }
  }

  /** @param kept whether the record goes to the vendors; processors get it anyway, its flags tell */
  handOn(record: TraceRecord, kept: boolean): void {
    for (const processor of this.processors) {
      for (const span of record.spans) {
        try {
          processor.onEnd(span);
        } catch (error) {
          warnOf(processor, error);
        }
      }
    }
    if (kept) {
      this.recorder.emit(record);
    }
  }
}

function warnOf(processor: SpanProcessor, error: unknown): void {
  warnOnce(
    processor,
    `The span processor ${processor.constructor.name}`,
    error,
  );
}
