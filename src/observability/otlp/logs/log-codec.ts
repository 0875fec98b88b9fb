import { fromDisk, toDisk } from '../encode/disk-form.js';
import { LogInDelivery } from './log-in-delivery.js';

/** The form of a log record on disk: as it is sent, with its resource and scope. */
export const logCodec = {
  encode(record: LogInDelivery): Uint8Array {
    return toDisk(record.enveloped(), false);
  },

  /** @throws RangeError when the bytes are no record of this version */
  decode(bytes: Uint8Array): LogInDelivery {
    return LogInDelivery.from(fromDisk(bytes));
  },
};
