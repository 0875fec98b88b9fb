import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
} from '../../delivery/index.js';
import {
  logCodec,
  LogInDelivery,
  logsSignal,
  OtlpTransport,
} from '../../otlp/index.js';
import type { OtlpLogsOptions } from '../logging.options.js';

/** Bytes of one request, before compression. */
const MAX_BATCH_BYTES = 1024 * 1024;

/** Hands log records to OTLP: the application's lines, and what is logged by OpenTelemetry's API. */
export class OtlpLogsSink {
  readonly queue: DeliveryQueue<LogInDelivery>;

  constructor(
    options: OtlpLogsOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    this.queue = deliveries.open<LogInDelivery>({
      name: 'otlp-logs',
      transport: new OtlpTransport(logsSignal, options),
      // A larger one goes alone.
      sizeOf: ({ wireBytes }) => Math.min(wireBytes, MAX_BATCH_BYTES),
      memoryOf: ({ memoryBytes }) => memoryBytes,
      priorityOf: () => PRIORITY.log,
      codec: logCodec,
      maxBatchBytes: MAX_BATCH_BYTES,
      maxBatchAgeMs: options.maxBatchAgeMs ?? 1000,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  accept(record: ReadableLogRecord): void {
    const encoded = LogInDelivery.of(record);
    if (encoded.wireBytes === 0) {
      this.queue.countDropped('encode_failed');
    } else {
      this.queue.enqueue(encoded);
    }
  }
}
