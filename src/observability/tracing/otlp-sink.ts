import { DeliveryQueue } from '../delivery/index.js';
import { OtlpTransport, SpanInDelivery, tracesSignal } from '../otlp/index.js';
import {
  isRemarkable,
  type TraceRecord,
  type TraceSink,
} from '../request/index.js';
import type { OtlpOptions } from './tracing.options.js';

/** Hands the spans of every record to OTLP. */
export class OtlpSink implements TraceSink {
  readonly name = 'otlp';
  readonly queue: DeliveryQueue<SpanInDelivery>;

  constructor(options: OtlpOptions) {
    this.queue = new DeliveryQueue({
      name: this.name,
      transport: new OtlpTransport(tracesSignal, options),
      sizeOf: ({ wireBytes }) => wireBytes,
      maxBatchAgeMs: options.maxBatchAgeMs ?? 500,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
      ...(options.maxQueuedBytes === undefined
        ? {}
        : { maxQueuedBytes: options.maxQueuedBytes }),
    });
  }

  accept(record: TraceRecord): void {
    const remarkable = isRemarkable(record);
    for (const span of record.spans) {
      this.queue.enqueue(new SpanInDelivery(span, remarkable));
    }
  }
}
