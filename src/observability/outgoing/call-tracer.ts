import {
  context,
  isSpanContextValid,
  SpanKind,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { startSpan } from '../request/index.js';
import {
  type CallTarget,
  spanNameOf,
  targetAttributes,
} from './call-target.js';
import { HostPatterns } from './host-patterns.js';
import { OutgoingCall } from './outgoing-call.js';
import type { OutgoingOptions } from './outgoing.options.js';
import { injectTrace, type RequestHeaders } from './trace-headers.js';

/** Opens a client span for a call and writes its trace on the request. */
export class CallTracer {
  private readonly xrayHosts: HostPatterns;

  constructor({ xrayHeaderHosts }: OutgoingOptions) {
    this.xrayHosts = new HostPatterns(xrayHeaderHosts);
  }

  /**
   * @returns undefined outside a trace and where tracing is suppressed: such a call is left as it is, so that background
   * work without a span of its own makes no traces of single calls. A call in a trace that is not kept gets its headers,
   * which say so.
   */
  begin(target: CallTarget, headers: RequestHeaders): OutgoingCall | undefined {
    const parent = context.active();
    const active = trace.getSpanContext(parent);
    if (
      active === undefined ||
      !isSpanContextValid(active) ||
      isTracingSuppressed(parent)
    ) {
      return undefined;
    }
    const span = startSpan(
      spanNameOf(target),
      { kind: SpanKind.CLIENT, attributes: targetAttributes(target) },
      parent,
    );
    try {
      injectTrace(
        trace.setSpan(parent, span),
        headers,
        this.xrayHosts.includes(target.host, target.port),
      );
    } catch {
      // A request that takes no header any more goes out without the trace.
    }
    return new OutgoingCall(span, target);
  }
}
