import { fromDisk, toDisk } from '../encode/disk-form.js';
import { enveloped } from './compose-traces-request.js';
import { SpanInDelivery } from './span-in-delivery.js';

/** The form of a span on disk: as it is sent, with its resource and scope. */
export const spanCodec = {
  encode(record: SpanInDelivery): Uint8Array {
    return toDisk(enveloped(record.content()), record.remarkable);
  },

  /** @throws RangeError when the bytes are no span of this version */
  decode(bytes: Uint8Array): SpanInDelivery {
    const { remarkable, ...span } = fromDisk(bytes);
    return new SpanInDelivery(span, remarkable);
  },
};
