import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { DeliveryQueue } from '../delivery/index.js';
import { estimateSpanBytes, OtlpTransport } from '../otlp/index.js';
import type { TraceRecord, TraceSink } from '../request/index.js';

import type { OtlpOptions } from './tracing.options.js';

/** Hands the spans of every record to OTLP. */
export class OtlpSink implements TraceSink {
  readonly name = 'otlp';
  readonly queue: DeliveryQueue<ReadableSpan>;

  constructor(options: OtlpOptions) {
    this.queue = new DeliveryQueue({
      name: this.name,
      transport: new OtlpTransport(options),
      sizeOf: estimateSpanBytes,
      maxBatchAgeMs: options.maxBatchAgeMs ?? 500,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
      ...(options.maxQueuedBytes === undefined
        ? {}
        : { maxQueuedBytes: options.maxQueuedBytes }),
    });
  }

  accept({ spans }: TraceRecord): void {
    for (const span of spans) {
      this.queue.enqueue(span);
    }
  }
}
