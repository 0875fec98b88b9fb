import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { DeliveryQueue } from '../../delivery/index.js';
import { estimateSpanBytes } from '../../otlp/index.js';
import type { TraceRecord, TraceSink } from '../../request/index.js';
import type { XRayOtlpOptions } from '../xray.options.js';
import { XRayOtlpTransport } from './xray-otlp.transport.js';

/** Spans of one call, below the 10,000 that the endpoint takes. */
const MAX_SPANS = 5000;
/** Bytes of one call as estimated, well below the 5 MB that the endpoint takes: texts may be three bytes a character. */
const MAX_BYTES = 1_500_000;

/** Hands the spans of every record to X-Ray's own OTLP endpoint. */
export class XRayOtlpSink implements TraceSink {
  readonly name = 'xray';
  readonly queue: DeliveryQueue<ReadableSpan>;

  constructor(options: XRayOtlpOptions, maxQueuedBytes: number) {
    this.queue = new DeliveryQueue({
      name: this.name,
      transport: new XRayOtlpTransport(options),
      // A larger one is cut when it is sent.
      sizeOf: (span) => Math.min(estimateSpanBytes(span), MAX_BYTES),
      maxQueuedBytes,
      maxBatchBytes: MAX_BYTES,
      maxBatchRecords: MAX_SPANS,
      maxBatchAgeMs: 500,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  accept({ spans }: TraceRecord): void {
    for (const span of spans) {
      this.queue.enqueue(span);
    }
  }
}
