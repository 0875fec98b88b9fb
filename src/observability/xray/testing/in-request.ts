import { context, type Span, SpanKind, trace } from '@opentelemetry/api';
import { SegmentNaming } from '../document/segment-naming.js';
import { TraceEncoder } from '../document/trace-encoder.js';
import { type ReadDocument, readDocument } from './legal-document.js';
import { recordsOf } from './test-tracing.js';

const tracer = trace.getTracer('spec');

/** Runs `work` inside a server span that ends with it. */
export async function inRequest<T>(
  work: (span: Span) => T,
): Promise<Awaited<T>> {
  const span = tracer.startSpan('GET /', { kind: SpanKind.SERVER });
  try {
    return await context.with(trace.setSpan(context.active(), span), () =>
      work(span),
    );
  } finally {
    span.end();
  }
}

/** The documents of what `work` records. */
export async function documentsOf(
  work: () => unknown,
): Promise<readonly ReadDocument[]> {
  const encoder = new TraceEncoder({ naming: new SegmentNaming('cruddur') });
  const records = await recordsOf(work);
  return records.flatMap((record) => encoder.encode(record).map(readDocument));
}
