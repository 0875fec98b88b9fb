import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { redactText, WITHHELD } from '../redaction/index.js';
import { isExpectedHere } from './expected-errors.js';
import { holds } from './fixed-property.js';
import { thrownText } from './thrown-text.js';

/** Errors whose stack already stands on the span in which they surfaced first, by the trace: one error object may be thrown again and again. */
const recorded = new WeakMap<object, string>();

/**
 * Puts an exception on a span: `error.type` always; status ERROR, message and stack unless it is an answer to the caller
 * (an HttpException of 4xx) or expected (`@ExpectedErrors()`). The stack goes on the innermost span only, as attributes rather than as an event, which
 * vendors bill as a span of its own. Names: OpenTelemetry semantic conventions for exceptions. Never throws.
 */
export function recordException(span: Span, error: unknown): void {
  if (!span.isRecording()) {
    return;
  }
  const type = exceptionType(error);
  span.setAttribute('error.type', type);
  if (holds(error, isAnswer) || isExpectedHere(error)) {
    return;
  }
  const message = messageOf(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  if (typeof error === 'object' && error !== null) {
    const { traceId } = span.spanContext();
    if (recorded.get(error) === traceId) {
      return;
    }
    recorded.set(error, traceId);
  }
  const stack = stackOf(error);
  span.setAttributes({
    'exception.type': type,
    'exception.message': message,
    ...(stack === undefined ? {} : { 'exception.stacktrace': stack }),
  });
}

/** Characters of a message or stack kept on a span, and of a type. */
const MAX_LENGTH = 16_384;
const MAX_TYPE_LENGTH = 255;

/** The `error.type` of whatever was thrown: an error's name, or `null`, `string` … Never throws. */
export function exceptionType(error: unknown): string {
  if (!holds(error, isError)) {
    return error === null ? 'null' : typeof error;
  }
  const name = read(error, 'name');
  return typeof name === 'string' && name !== ''
    ? redactText(name, MAX_TYPE_LENGTH)
    : 'Error';
}

function messageOf(error: unknown): string {
  const message = holds(error, isError) ? read(error, 'message') : error;
  return redactText(thrownText(message), MAX_LENGTH);
}

/** V8 writes a stack when it is first read, through source maps: not for an error of which nobody is told one. */
function stackOf(error: unknown): string | undefined {
  const stack = holds(error, isError) ? read(error, 'stack') : undefined;
  return typeof stack === 'string' ? redactText(stack, MAX_LENGTH) : undefined;
}

/** Made to be an answer to the caller; a status that tells of no mistake of the caller's is a failure, and answered as one. */
function isAnswer(error: unknown): error is HttpException {
  if (!(error instanceof HttpException)) {
    return false;
  }
  const status = error.getStatus();
  return status >= 400 && status < 500;
}

/** Of whichever realm. */
function isError(error: unknown): error is Error {
  return types.isNativeError(error) || error instanceof Error;
}

/** A property of an error; withheld where its getter throws. */
function read(error: Error, key: 'name' | 'message' | 'stack'): unknown {
  try {
    return Reflect.get(error, key);
  } catch {
    return WITHHELD;
  }
}
