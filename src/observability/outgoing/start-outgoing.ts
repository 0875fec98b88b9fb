import { CallTracer } from './call-tracer.js';
import { traceNodeHttp } from './http-calls.js';
import type { OutgoingOptions } from './outgoing.options.js';
import { traceUndici } from './undici-calls.js';

let started = false;

/**
 * Traces the calls that this process makes over HTTP, by `fetch`, undici and `node:http(s)`, through Node's diagnostics
 * channels; nothing is patched. A call inside a trace gets a client span, and headers that carry the trace on. The first
 * start counts, as the channels are the process's.
 */
export function startOutgoing(options: OutgoingOptions = {}): void {
  if (!started) {
    started = true;
    const tracer = new CallTracer(options);
    traceUndici(tracer);
    traceNodeHttp(tracer);
  }
}
