import {
  type Context,
  createContextKey,
  type TextMapGetter,
  type TextMapPropagator,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import {
  parseXRayTraceHeader,
  type XRayTraceHeader,
} from './xray-trace-header.js';

const HEADER = 'x-amzn-trace-id';
const CALLER = createContextKey('X-Ray caller');

class XRayCaller {
  constructor(readonly header: XRayTraceHeader) {}
}

/** The `X-Amzn-Trace-Id` that the trace of `context` was taken from; undefined where it came by `traceparent` or not at all. */
export function xrayCallerOf(context: Context): XRayTraceHeader | undefined {
  const value = context.getValue(CALLER);
  return value instanceof XRayCaller ? value.header : undefined;
}

/** The trace id that a load balancer gave without a parent segment; a root span started in `context` takes it. */
export function rootTraceIdOf(context: Context): string | undefined {
  const caller = xrayCallerOf(context);
  return caller?.parentId === undefined ? caller?.traceId : undefined;
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
    const caller =
      header === undefined ? undefined : parseXRayTraceHeader(header);
    if (caller === undefined) {
      return context;
    }
    const called = context.setValue(CALLER, new XRayCaller(caller));
    return caller.parentId === undefined
      ? called
      : trace.setSpanContext(called, {
          traceId: caller.traceId,
          spanId: caller.parentId,
          // `Sampled=?` and silence leave the decision to the one who is called.
          traceFlags:
            caller.sampled === true ? TraceFlags.SAMPLED : TraceFlags.NONE,
          isRemote: true,
        });
  }

  inject(): void {}

  fields(): string[] {
    return [HEADER];
  }
}
