import { Injectable } from '@nestjs/common';
import { context, type Span, trace } from '@opentelemetry/api';
import { NoTrace, startSpan, type AnnotationValue } from '../request/index.js';
import { runToEnd } from './recording/run-to-end.js';
import {
  addError,
  addMetadata,
  annotate,
  setUser,
} from './recording/record-on-span.js';

/** The subsegment of a capture, while its work runs. What comes after its end is ignored. */
export interface XRaySubsegment {
  /** 16 hexadecimal digits; the span's id too. */
  readonly id: string;
  readonly name: string;
  /** Searchable; at most 50 a trace, 1,000 characters a value. */
  annotate(key: string, value: AnnotationValue): void;
  /** Any value, copied and redacted at once; not searchable. @param namespace `default` when left out */
  addMetadata(key: string, value: unknown, namespace?: string): void;
  /** Records an exception that the work handled itself. */
  addError(error: unknown): void;
}

/**
 * X-Ray's recording API for Nest code. Every capture is an OpenTelemetry span, so that all vendors show it; annotations
 * are span attributes, and short scalar metadata is one too (`metadata.<namespace>.<key>`). Outside a request, captures
 * are traces of their own and the other calls do nothing. Nothing here throws but what the captured function threw.
 */
@NoTrace()
@Injectable()
export class XRayRecorder {
  /** Runs asynchronous work in a subsegment of its own. A rejection is recorded and passed on untouched. */
  async captureAsync<T>(
    name: string,
    work: (subsegment: XRaySubsegment) => PromiseLike<T>,
  ): Promise<T> {
    return this.capture(name, work);
  }

  /**
   * Runs work in a subsegment of its own, which ends when the work does: at its return, or when the promise or thenable that
   * it returned settles. What it throws is recorded and passed on untouched.
   */
  capture<T>(name: string, work: (subsegment: XRaySubsegment) => T): T {
    const span = startSpan(name);
    return runToEnd(
      trace.setSpan(context.active(), span),
      () => work(new SpanBackedSubsegment(span, name)),
      {
        succeeded: () => {
          span.end();
        },
        failed: (error) => {
          addError(span, error);
          span.end();
        },
      },
    );
  }

  /** Annotates the work that is going on: the innermost span. */
  annotate(key: string, value: AnnotationValue): void {
    withActiveSpan((span) => {
      annotate(span, key, value);
    });
  }

  /** Adds metadata to the work that is going on. @param namespace `default` when left out */
  addMetadata(key: string, value: unknown, namespace?: string): void {
    withActiveSpan((span) => {
      addMetadata(span, key, value, namespace);
    });
  }

  /** Says whom the request is for; `user` of its segment. */
  setUser(id: string): void {
    withActiveSpan((span) => {
      setUser(span, id);
    });
  }
}

class SpanBackedSubsegment implements XRaySubsegment {
  readonly id: string;

  constructor(
    private readonly span: Span,
    readonly name: string,
  ) {
    this.id = span.spanContext().spanId;
  }

  annotate(key: string, value: AnnotationValue): void {
    annotate(this.span, key, value);
  }

  addMetadata(key: string, value: unknown, namespace?: string): void {
    addMetadata(this.span, key, value, namespace);
  }

  addError(error: unknown): void {
    addError(this.span, error);
  }
}

function withActiveSpan(record: (span: Span) => void): void {
  const span = trace.getActiveSpan();
  if (span !== undefined) {
    record(span);
  }
}
