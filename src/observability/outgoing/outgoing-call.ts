import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { knownMethod, recordException } from '../request/index.js';
import { type CallTarget, targetAttributes } from './call-target.js';
import { errorTypeOf } from './error-type.js';
import { tellFinished } from './finished-calls.js';

/** One call under way: its client span, until the body of the answer has ended. */
export class OutgoingCall {
  private open = true;
  private readonly startedAt = performance.now();
  private status: number | undefined;
  private errorType: string | undefined;

  constructor(
    private readonly span: Span,
    private target: CallTarget,
  ) {}

  /** Says where the call went, where that is known only now. */
  connected(target: CallTarget): void {
    if (this.open) {
      this.target = target;
      this.span.setAttributes(targetAttributes(target));
    }
  }

  /** Headers came; the last status counts, as an informational one may come before. A client's error begins at 400. */
  answered(status: number): void {
    if (!this.open) {
      return;
    }
    this.status = status;
    this.span.setAttribute('http.response.status_code', status);
    if (status >= 400) {
      this.errorType = String(status);
      this.span.setAttribute('error.type', this.errorType);
      this.span.setStatus({ code: SpanStatusCode.ERROR });
    }
  }

  /** The whole answer came. */
  completed(): void {
    if (this.open) {
      this.end();
    }
  }

  /** No answer came, or not all of it: a network error, an abort, a timeout. */
  failed(error: unknown): void {
    if (this.open) {
      this.errorType = errorTypeOf(error);
      this.span.setStatus({ code: SpanStatusCode.ERROR });
      recordException(this.span, error);
      this.span.setAttribute('error.type', this.errorType);
      this.end();
    }
  }

  private end(): void {
    this.open = false;
    this.span.end();
    const { method, host, port } = this.target;
    tellFinished({
      method: knownMethod(method),
      host,
      port,
      status: this.status,
      errorType: this.errorType,
      durationMs: performance.now() - this.startedAt,
      span: this.span.spanContext(),
    });
  }
}
