import { HttpException } from '@nestjs/common';
import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { redactText } from '../redaction/index.js';

/** Errors whose stack already stands on the span in which they surfaced first, by the trace: one error object may be thrown again and again. */
const recorded = new WeakMap<object, string>();

/**
 * Puts an exception on a span: `error.type` always; status ERROR, message and stack unless it is an answer to the caller
 * (an HttpException below 500). The stack goes on the innermost span only, as attributes rather than as an event, which
 * vendors bill as a span of its own. Names: OpenTelemetry semantic conventions for exceptions. Never throws.
 */
export function recordException(span: Span, error: unknown): void {
  if (!span.isRecording()) {
    return;
  }
  try {
    const { type, message, stack } = describeException(error);
    span.setAttribute('error.type', type);
    if (error instanceof HttpException && error.getStatus() < 500) {
      return;
    }
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    if (typeof error === 'object' && error !== null) {
      const { traceId } = span.spanContext();
      if (recorded.get(error) === traceId) {
        return;
      }
      recorded.set(error, traceId);
    }
    span.setAttributes({
      'exception.type': type,
      'exception.message': message,
      ...(stack === undefined ? {} : { 'exception.stacktrace': stack }),
    });
  } catch {
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
}

/** Bytes of a message or stack kept on a span. */
const MAX_LENGTH = 16_384;

function describeException(error: unknown): {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
} {
  if (error instanceof Error) {
    return {
      type: error.name,
      message: bounded(error.message),
      ...(typeof error.stack === 'string'
        ? { stack: bounded(error.stack) }
        : {}),
    };
  }
  return {
    type: error === null ? 'null' : typeof error,
    message: bounded(String(error)),
  };
}

function bounded(text: string): string {
  return redactText(
    text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text,
  );
}
