import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { DeliveryQueue } from '../delivery/index.js';
import type { TraceRecord, TraceSink } from '../request/index.js';
import { DaemonTransport } from './daemon/daemon-transport.js';
import {
  AnnouncementInDelivery,
  type InDelivery,
  TraceInDelivery,
} from './daemon/trace-in-delivery.js';
import { SegmentNaming } from './document/segment-naming.js';
import { TraceEncoder } from './document/trace-encoder.js';
import {
  DEFAULT_MAX_QUEUED_BYTES,
  type XRayDaemonOptions,
  type XRayModuleOptions,
} from './xray.options.js';

/** Hands every record to the X-Ray daemon as segment documents. */
export class XRaySink implements TraceSink {
  readonly name = 'xray';
  readonly queue: DeliveryQueue<InDelivery>;

  constructor(options: XRayModuleOptions, daemon: XRayDaemonOptions) {
    const { serviceName, serviceVersion, naming, logGroup } = options;
    const maxQueuedBytes = options.maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES;
    const encoder = new TraceEncoder({
      naming: new SegmentNaming(serviceName, naming),
      serviceVersion,
      logGroup,
    });
    this.queue = new DeliveryQueue({
      name: this.name,
      transport: new DaemonTransport(encoder, daemon),
      sizeOf: (trace) => trace.bytes,
      maxQueuedBytes,
      // A trace of any size goes out in datagrams of its own: only the queue's limit counts.
      maxBatchBytes: maxQueuedBytes,
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
