import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { recordException } from '../request/index.js';
import { type CallTarget, targetAttributes } from './call-target.js';
import { errorTypeOf } from './error-type.js';

/** One call under way: its client span, until the body of the answer has ended. */
export class OutgoingCall {
  private open = true;

  constructor(private readonly span: Span) {}

  /** Says where the call went, where that is known only now. */
  connected(target: CallTarget): void {
    if (this.open) {
      this.span.setAttributes(targetAttributes(target));
    }
  }

  /** Headers came; the last status counts, as an informational one may come before. A client's error begins at 400. */
  answered(status: number): void {
    if (!this.open) {
      return;
    }
    this.span.setAttribute('http.response.status_code', status);
    if (status >= 400) {
      this.span.setAttribute('error.type', String(status));
      this.span.setStatus({ code: SpanStatusCode.ERROR });
    }
  }

  /** The whole answer came. */
  completed(): void {
    if (this.open) {
      this.open = false;
      this.span.end();
    }
  }

  /** No answer came, or not all of it: a network error, an abort, a timeout. */
  failed(error: unknown): void {
    if (this.open) {
      this.open = false;
      this.span.setStatus({ code: SpanStatusCode.ERROR });
      recordException(this.span, error);
      this.span.setAttribute('error.type', errorTypeOf(error));
      this.span.end();
    }
  }
}
