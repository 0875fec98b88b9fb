import { type Attributes, trace } from '@opentelemetry/api';

/** Puts attributes on the span that is active; nothing outside a span. */
export function annotateSpan(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}
