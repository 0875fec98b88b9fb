import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { DeliveryQueue, DeliveryRegistry } from '../../delivery/index.js';
import { SpanInDelivery, spanQueue } from '../../otlp/index.js';
import type { TraceRecord, TraceSink } from '../../request/index.js';
import { AnnotationBudgets } from '../document/annotation-budgets.js';
import type { XRayOtlpOptions } from '../xray.options.js';
import { otlpSpanOf } from './otlp-span.js';
import { XRayOtlpTransport } from './xray-otlp.transport.js';

/** Spans of one call, below the 10,000 that the endpoint takes. */
const MAX_SPANS = 5000;
/** Bytes of one call as estimated, well below the 5 MB that the endpoint takes: texts may be three bytes a character. */
const MAX_BYTES = 1_500_000;

/** Hands the spans of every record to X-Ray's own OTLP endpoint. */
export class XRayOtlpSink implements TraceSink {
  readonly name = 'xray';
  readonly queue: DeliveryQueue<SpanInDelivery>;
  private readonly budgets = new AnnotationBudgets();

  constructor(
    options: XRayOtlpOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    this.queue = deliveries.open({
      name: this.name,
      transport: new XRayOtlpTransport(options),
      ...spanQueue(MAX_BYTES),
      maxBatchRecords: MAX_SPANS,
      maxBatchAgeMs: 500,
      attemptTimeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  accept({ spans, remarkable }: TraceRecord): void {
    for (const span of spans) {
      this.queue.enqueue(new SpanInDelivery(span, remarkable, this.view));
    }
  }

  private readonly view = (span: ReadableSpan): ReadableSpan =>
    otlpSpanOf(span, () => this.budgets.take(span.spanContext().traceId));
}
