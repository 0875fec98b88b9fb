import {
  type Context,
  createContextKey,
  type TextMapGetter,
  type TextMapPropagator,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { parseXRayTraceHeader } from './xray-trace-header.js';

const HEADER = 'x-amzn-trace-id';
const ROOT_TRACE_ID = createContextKey('X-Ray root trace id');

/** The trace id that a load balancer gave without a parent segment; a root span started in `context` takes it. */
export function rootTraceIdOf(context: Context): string | undefined {
  const value = context.getValue(ROOT_TRACE_ID);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Takes the trace from `X-Amzn-Trace-Id` where no `traceparent` came. It never injects: the header may only go to hosts
 * on an allow-list, which a propagator does not know.
 */
export class XRayPropagator implements TextMapPropagator {
  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    if (trace.getSpanContext(context) !== undefined) {
      return context;
    }
    const value = getter.get(carrier, HEADER);
    const header = Array.isArray(value) ? value[0] : value;
    const parsed =
      header === undefined ? undefined : parseXRayTraceHeader(header);
    if (parsed === undefined) {
      return context;
    }
    if (parsed.parentId === undefined) {
      return context.setValue(ROOT_TRACE_ID, parsed.traceId);
    }
    return trace.setSpanContext(context, {
      traceId: parsed.traceId,
      spanId: parsed.parentId,
      traceFlags:
        parsed.sampled === false ? TraceFlags.NONE : TraceFlags.SAMPLED,
      isRemote: true,
    });
  }

  inject(): void {}

  fields(): string[] {
    return [HEADER];
  }
}

/** What a caller that gave no parent wished: `Root=…;Sampled=1`. Undefined where it left it open. */
export function callersWishOf(
  context: Context,
): { readonly sampled?: boolean } | undefined {
  const value = context.getValue(ROOT_TRACE_ID);
  return typeof value === 'object' && value !== null ? value : undefined;
}
