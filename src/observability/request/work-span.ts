import {
  type Context,
  context,
  type Span,
  type SpanOptions,
  trace,
} from '@opentelemetry/api';
import { spanTimeMs } from './clock.js';

const tracer = trace.getTracer('cruddur.observability');

/** Starts a span on the clock that all spans share; end it with `endSpan`. */
export function startSpan(
  name: string,
  options: SpanOptions = {},
  parent: Context = context.active(),
): Span {
  return tracer.startSpan(
    name,
    { startTime: spanTimeMs(), ...options },
    parent,
  );
}

/** Ends a span on the clock that all spans share. */
export function endSpan(span: Span): void {
  span.end(spanTimeMs());
}
