import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { DeliveryQueue } from '../../delivery/index.js';
import { LogInDelivery, logsSignal, OtlpTransport } from '../../otlp/index.js';
import type { OtlpLogsOptions } from '../logging.options.js';

/** Hands log records to OTLP: the application's lines, and what is logged by OpenTelemetry's API. */
export class OtlpLogsSink {
  readonly queue: DeliveryQueue<LogInDelivery>;

  constructor(options: OtlpLogsOptions) {
    this.queue = new DeliveryQueue({
      name: 'otlp-logs',
      transport: new OtlpTransport(logsSignal, options),
      sizeOf: ({ wireBytes }) => wireBytes,
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
