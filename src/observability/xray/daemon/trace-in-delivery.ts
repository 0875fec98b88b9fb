import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { TraceEncoder } from '../document/trace-encoder.js';
import type { TraceRecord } from '../../request/index.js';
import { extrasOf } from '../recording/span-extras.js';
import { datagramOf } from './datagram.js';

/** Bytes of a span's document without its attributes, and of an attribute's key and value that is no string; measured, rounded up. */
const BARE_SPAN_BYTES = 320;
const ATTRIBUTE_BYTES = 56;

/** What goes to the daemon. */
export interface InDelivery {
  /** Size in memory, estimated. */
  readonly bytes: number;
  /** The datagrams that carry it; none when it can't be encoded. */
  datagrams(encoder: TraceEncoder): readonly Buffer[];
}

/** Bytes of a document that announces a segment: few, as nothing has happened in it yet. */
const ANNOUNCEMENT_BYTES = 1024;

/** A long request on its way to the daemon before it has ended: encoded as it is when it is sent. */
export class AnnouncementInDelivery implements InDelivery {
  readonly bytes = ANNOUNCEMENT_BYTES;

  constructor(private readonly root: ReadableSpan) {}

  datagrams(encoder: TraceEncoder): readonly Buffer[] {
    try {
      return [datagramOf(encoder.announce(this.root))];
    } catch {
      return [];
    }
  }
}

/** A trace on its way to the daemon: encoded once, when it is first sent, which is off the request's path. */
export class TraceInDelivery implements InDelivery {
  readonly bytes: number;
  private record: TraceRecord | undefined;
  private encoded: readonly Buffer[] = [];

  constructor(record: TraceRecord) {
    this.record = record;
    this.bytes = estimateBytes(record);
  }

  datagrams(encoder: TraceEncoder): readonly Buffer[] {
    if (this.record !== undefined) {
      try {
        this.encoded = encoder.encode(this.record).map(datagramOf);
      } catch {
        this.encoded = [];
      }
      this.record = undefined;
    }
    return this.encoded;
  }
}

function estimateBytes({ spans }: TraceRecord): number {
  let bytes = 0;
  for (const span of spans) {
    const { attributes, events, name } = span;
    bytes += BARE_SPAN_BYTES + name.length + 256 * events.length;
    bytes += extrasOf(span)?.bytes ?? 0;
    for (const key in attributes) {
      const value = attributes[key];
      bytes += ATTRIBUTE_BYTES + (typeof value === 'string' ? value.length : 0);
    }
  }
  return bytes;
}
