import type { DeliveryQueue, DeliveryRegistry } from '../delivery/index.js';
import {
  OtlpTransport,
  SpanInDelivery,
  spanQueue,
  tracesSignal,
} from '../otlp/index.js';
import type { TraceRecord, TraceSink } from '../request/index.js';
import type { OtlpOptions } from './tracing.options.js';

/** Bytes of one request, as encoded and before compression. */
const MAX_BATCH_BYTES = 1024 * 1024;
/** Spans that are worth a request. */
const ENOUGH_SPANS = 512;
/** Spans of one request where more have come by the time it can go: where an event loop is busy, each answer takes turns of it. */
const MAX_BATCH_SPANS = 8192;

/** Hands the spans of every record to OTLP. */
export class OtlpSink implements TraceSink {
  readonly name = 'otlp';
  readonly queue: DeliveryQueue<SpanInDelivery>;

  constructor(
    options: OtlpOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    this.queue = deliveries.open({
      name: this.name,
      transport: new OtlpTransport(tracesSignal, options),
      ...spanQueue(MAX_BATCH_BYTES),
      enoughRecords: ENOUGH_SPANS,
      maxBatchRecords: MAX_BATCH_SPANS,
      maxBatchAgeMs: options.maxBatchAgeMs ?? 500,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  accept({ spans, remarkable }: TraceRecord): void {
    for (const span of spans) {
      this.queue.enqueue(new SpanInDelivery(span, remarkable));
    }
  }
}
