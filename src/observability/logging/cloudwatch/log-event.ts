import type { RecordCodec } from '../../delivery/index.js';
import { cutLine } from './cut-line.js';

/**
 * Bytes that CloudWatch Logs adds to each event's own when it counts a batch.
 * Source: CloudWatch Logs API reference, PutLogEvents.
 */
const EVENT_OVERHEAD_BYTES = 26;

/**
 * Bytes of one event, overhead included: "1 MB" in the API reference of PutLogEvents, taken as a million, the narrower of
 * its two readings.
 */
const MAX_EVENT_BYTES = 1_000_000;

/** One event as PutLogEvents takes it, with its size. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Never empty. */
  readonly message: string;
  /** As the service counts it: UTF-8 and overhead. */
  readonly bytes: number;
}

/** A line as an event, cut where it is longer than an event may be. */
export function toLogEvent(timestamp: number, line: string): LogEvent {
  const message = cutLine(line, MAX_EVENT_BYTES - EVENT_OVERHEAD_BYTES);
  return {
    timestamp,
    message,
    bytes: Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES,
  };
}

const TIME_BYTES = 8;

/** On disk: the time (f64, little-endian), then the message. */
export const logEventCodec: RecordCodec<LogEvent> = {
  encode({ timestamp, message }) {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeDoubleLE(timestamp);
    return Buffer.concat([time, Buffer.from(message)]);
  },
  decode(bytes) {
    const buffer = Buffer.from(bytes);
    return toLogEvent(
      buffer.readDoubleLE(),
      buffer.toString('utf8', TIME_BYTES),
    );
  },
};
