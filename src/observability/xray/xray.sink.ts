import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import {
  type DeliveryQueue,
  type DeliveryRegistry,
  PRIORITY,
} from '../delivery/index.js';
import type { TraceRecord, TraceSink } from '../request/index.js';
import { DaemonTransport } from './daemon/daemon-transport.js';
import {
  AnnouncementInDelivery,
  type InDelivery,
  InDeliveryCodec,
  TraceInDelivery,
} from './daemon/trace-in-delivery.js';
import { SegmentNaming } from './document/segment-naming.js';
import { TraceEncoder } from './document/trace-encoder.js';
import type { XRayDaemonOptions, XRayModuleOptions } from './xray.options.js';

/** Bytes of one batch, as they stand in memory. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Hands every record to the X-Ray daemon as segment documents. */
export class XRaySink implements TraceSink {
  readonly name = 'xray';
  readonly queue: DeliveryQueue<InDelivery>;

  constructor(
    options: XRayModuleOptions,
    daemon: XRayDaemonOptions,
    deliveries: Pick<DeliveryRegistry, 'open'>,
  ) {
    const { serviceName, serviceVersion, naming, logGroup } = options;
    const encoder = new TraceEncoder({
      naming: new SegmentNaming(serviceName, naming),
      serviceVersion,
      logGroup,
    });
    this.queue = deliveries.open<InDelivery>({
      name: this.name,
      transport: new DaemonTransport(encoder, daemon),
      // A trace of any size goes out, in datagrams of its own.
      sizeOf: ({ bytes }) => Math.min(bytes, MAX_BATCH_BYTES),
      memoryOf: ({ bytes }) => bytes,
      priorityOf: ({ remarkable }) =>
        remarkable ? PRIORITY.remarkableTrace : PRIORITY.unremarkableTrace,
      park: (trace) => {
        trace.datagrams(encoder);
      },
      codec: new InDeliveryCodec(encoder),
      maxBatchBytes: MAX_BATCH_BYTES,
      maxBatchRecords: 1024,
      maxBatchAgeMs: 50,
      // One at a time: a refusal doesn't say which datagram it is about.
      maxConcurrentBatches: 1,
      // The daemon is near: a long wait would only lengthen an outage.
      backoff: { initialMs: 250, maxMs: 5000 },
    });
  }

  accept(record: TraceRecord): void {
    this.queue.enqueue(new TraceInDelivery(record));
  }

  /** Tells of a request that goes on for long. */
  announce(root: ReadableSpan): void {
    this.queue.enqueue(new AnnouncementInDelivery(root));
  }
}
