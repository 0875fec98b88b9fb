import {
  context,
  type Span,
  SpanKind,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { startTracing } from '../tracing/index.js';

/** The client spans of this process that are kept, as they end. */
class EndedCalls implements SpanProcessor {
  readonly spans: ReadableSpan[] = [];

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const isKept = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
    if (span.kind === SpanKind.CLIENT && isKept) {
      this.spans.push(span);
    }
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

const ended = new EndedCalls();

/** Starts tracing as the application does; calls to `localhost`, and no others, get X-Ray's header. */
export function startCallTracing(): void {
  startTracing({
    serviceName: 'spec',
    spanProcessors: [ended],
    xrayHeaderHosts: ['localhost'],
  });
}

/** Runs `work` in a trace of its own. */
export async function inTrace<T>(
  work: (parent: Span) => T,
): Promise<{ result: Awaited<T>; traceId: string; parentId: string }> {
  const span = trace.getTracer('spec').startSpan('work');
  const { traceId, spanId: parentId } = span.spanContext();
  try {
    const result = await context.with(
      trace.setSpan(context.active(), span),
      () => work(span),
    );
    return { result, traceId, parentId };
  } finally {
    span.end();
  }
}

export function callsOf(traceId: string): readonly ReadableSpan[] {
  return ended.spans.filter((span) => span.spanContext().traceId === traceId);
}

/** The one call of a trace, once it has ended. */
export async function callOf(traceId: string): Promise<ReadableSpan> {
  await expect.poll(() => callsOf(traceId).length, { timeout: 5000 }).toBe(1);
  const [call] = callsOf(traceId);
  if (call === undefined) {
    throw new Error('no call ended');
  }
  return call;
}

export function endedCalls(): number {
  return ended.spans.length;
}
