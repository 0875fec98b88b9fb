import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
  TroubleReporter,
} from '../delivery/index.js';
import {
  collectionCodec,
  CollectionInDelivery,
  composeMetricsRequest,
  metricsSignal,
  OtlpTransport,
} from '../otlp/index.js';
import type { MetricsCollector } from './metrics-collector.js';
import type { OtlpMetricsOptions } from './metrics.options.js';

const NAME = 'otlp-metrics';
/** Bytes of one request, before compression. */
const MAX_BATCH_BYTES = 1024 * 1024;
/** Collections kept while the receiver is away: each says all that those before it do, but for the time between. */
const MAX_WAITING = 10;

/** Collects all metrics of the process at an interval and hands them to OTLP, one record a collection. */
export class MetricsExport {
  readonly queue: DeliveryQueue<CollectionInDelivery>;
  private readonly trouble = new TroubleReporter(NAME);
  private readonly waiting: CollectionInDelivery[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly collector: Pick<MetricsCollector, 'collect'>,
    options: OtlpMetricsOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    this.queue = deliveries.open<CollectionInDelivery>({
      name: NAME,
      transport: new OtlpTransport(metricsSignal, options),
      // A larger one goes alone.
      sizeOf: ({ wireBytes }) => Math.min(wireBytes, MAX_BATCH_BYTES),
      memoryOf: ({ wireBytes }) => wireBytes,
      priorityOf: () => PRIORITY.log,
      codec: collectionCodec,
      maxBatchBytes: MAX_BATCH_BYTES,
      maxBatchAgeMs: 100,
      maxConcurrentBatches: 1,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
      trouble: this.trouble,
    });
  }

  /** Collects every `intervalMs` milliseconds from now on. */
  start(intervalMs: number): void {
    this.timer ??= setInterval(() => {
      void this.collect();
    }, intervalMs).unref();
  }

  /** Collects once more, and not again. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.collect();
  }

  /** Never rejects. */
  async collect(): Promise<void> {
    try {
      const { resourceMetrics, errors } = await this.collector.collect();
      if (errors.length > 0) {
        this.trouble.report(
          `${String(errors.length)} instruments could not be read: ${String(errors[0])}`,
        );
      }
      this.add(composeMetricsRequest(resourceMetrics));
    } catch {
      this.queue.countDropped('encode_failed');
    }
  }

  private add(request: Uint8Array): void {
    if (request.byteLength === 0) {
      return;
    }
    const record = new CollectionInDelivery(request);
    if (this.queue.enqueue(record)) {
      this.waiting.push(record);
      if (this.waiting.length > MAX_WAITING) {
        this.waiting.shift()?.supersede();
      }
    }
  }
}
