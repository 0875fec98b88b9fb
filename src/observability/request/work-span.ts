import { type Context, context, type Span, trace } from '@opentelemetry/api';
import type { RecordedSpanOptions } from './span/recording-tracer.js';

const tracer = trace.getTracer('cruddur.observability');

/** Starts a span of our own, below the active one unless told otherwise. */
export function startSpan(
  name: string,
  options: RecordedSpanOptions = {},
  parent: Context = context.active(),
): Span {
  return tracer.startSpan(name, options, parent);
}
