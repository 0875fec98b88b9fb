import {
  context,
  type Span,
  type SpanOptions,
  trace,
} from '@opentelemetry/api';
import { recordException, startSpan } from '../request/index.js';
import { type FollowedWork, followResult } from './follow-result.js';

/**
 * Runs `run` with a new span active and returns its result unchanged in kind. The span ends when the work really ends:
 * at once, when a promise or thenable settles, when an Observable terminates, when an async generator is done.
 *
 * @param onResult told the value: what a promise resolved to, otherwise what `run` returned. It may throw in vain.
 */
export function runInSpan<T>(
  name: string,
  options: SpanOptions,
  run: (span: Span) => T,
  onResult?: (result: unknown, span: Span) => void,
): T {
  const span = startSpan(name, options);
  const work = new SpanWork(span, onResult);
  let result: T;
  try {
    result = context.with(work.context, run, undefined, span);
  } catch (error) {
    work.fail(error);
    throw error;
  }
  return followResult(result, work);
}

class SpanWork implements FollowedWork {
  readonly context;
  private ended = false;

  constructor(
    private readonly span: Span,
    private readonly describe?: (result: unknown, span: Span) => void,
  ) {
    this.context = trace.setSpan(context.active(), span);
  }

  succeed(result: unknown): void {
    if (this.ended) {
      return;
    }
    this.ended = true;
    try {
      this.describe?.(result, this.span);
    } catch {
      // What describes a result may not change it.
    }
    this.span.end();
  }

  fail(error: unknown): void {
    if (this.ended) {
      return;
    }
    this.ended = true;
    recordException(this.span, error);
    this.span.end();
  }
}
