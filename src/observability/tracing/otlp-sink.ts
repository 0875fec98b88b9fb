import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { DeliveryQueue } from '../delivery/index.js';
import type { TraceRecord, TraceSink } from '../request/index.js';
import { OtlpTransport } from './otlp-transport.js';
import type { OtlpOptions } from './tracing.options.js';

/** Hands the spans of every record to OTLP. */
export class OtlpSink implements TraceSink {
  readonly name = 'otlp';
  readonly queue: DeliveryQueue<ReadableSpan>;

  constructor(options: OtlpOptions) {
    this.queue = new DeliveryQueue({
      name: this.name,
      transport: new OtlpTransport(options),
      sizeOf: estimateBytes,
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

/** Bytes of a span with a name, ids, times and status, without its attributes: measured on protobuf, rounded up. */
const BARE_SPAN_BYTES = 160;
/** Key, tags and value of an attribute that is not a string. */
const ATTRIBUTE_BYTES = 48;

function estimateBytes({
  name,
  attributes,
  events,
  links,
}: ReadableSpan): number {
  let bytes =
    BARE_SPAN_BYTES + name.length + 256 * (events.length + links.length);
  for (const key in attributes) {
    const value = attributes[key];
    bytes += ATTRIBUTE_BYTES + (typeof value === 'string' ? value.length : 0);
  }
  return bytes;
}
