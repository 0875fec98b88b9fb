import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { RecordCodec } from '../../delivery/index.js';
import type { TraceEncoder } from '../document/trace-encoder.js';
import type { TraceRecord } from '../../request/index.js';
import { extrasOf } from '../recording/span-extras.js';
import { Datagram } from './datagram.js';

/** Bytes of a span's document without its attributes, and of an attribute's key and value that is no string; measured, rounded up. */
const BARE_SPAN_BYTES = 320;
const ATTRIBUTE_BYTES = 56;
/** An event. */
const ENTRY_BYTES = 256;

/** What goes to the daemon. */
export interface InDelivery {
  /** Whether somebody will look for it. */
  readonly remarkable: boolean;
  /** Size in memory: of spans estimated, of datagrams exact. */
  readonly bytes: number;
  /** The datagrams that carry it; none when it can't be encoded. */
  datagrams(encoder: TraceEncoder): readonly Datagram[];
}

/** Bytes of a document that announces a segment: few, as nothing has happened in it yet. */
const ANNOUNCEMENT_BYTES = 1024;

/** A long request on its way to the daemon before it has ended: encoded as it is when it is sent. */
export class AnnouncementInDelivery implements InDelivery {
  readonly bytes = ANNOUNCEMENT_BYTES;
  readonly remarkable = true;

  constructor(private readonly root: ReadableSpan) {}

  datagrams(encoder: TraceEncoder): readonly Datagram[] {
    try {
      return [new Datagram(encoder.announce(this.root))];
    } catch {
      return [];
    }
  }
}

/** A trace on its way to the daemon: encoded once, when it is first sent, which is off the request's path. */
export class TraceInDelivery implements InDelivery {
  readonly remarkable: boolean;
  bytes: number;
  private record: TraceRecord | undefined;
  private encoded: readonly Datagram[] = [];

  constructor(record: TraceRecord) {
    this.record = record;
    this.remarkable = record.remarkable;
    this.bytes = estimateBytes(record);
  }

  datagrams(encoder: TraceEncoder): readonly Datagram[] {
    if (this.record !== undefined) {
      try {
        this.encoded = encoder
          .encode(this.record)
          .map((document) => new Datagram(document));
      } catch {
        this.encoded = [];
      }
      this.record = undefined;
      this.bytes = sizeOf(this.encoded);
    }
    return this.encoded;
  }
}

/** What an earlier process encoded. */
class EncodedInDelivery implements InDelivery {
  readonly bytes: number;

  constructor(
    private readonly encoded: readonly Datagram[],
    readonly remarkable: boolean,
  ) {
    this.bytes = sizeOf(encoded);
  }

  datagrams(): readonly Datagram[] {
    return this.encoded;
  }
}

/** On disk: whether it is remarkable (u8), then for each document its length (u32, little-endian) and its bytes. */
export class InDeliveryCodec implements RecordCodec<InDelivery> {
  constructor(private readonly encoder: TraceEncoder) {}

  encode(trace: InDelivery): Buffer {
    const datagrams = trace.datagrams(this.encoder);
    if (datagrams.length === 0) {
      throw new TypeError('The trace could not be encoded');
    }
    return Buffer.concat([
      Buffer.of(trace.remarkable ? 1 : 0),
      ...datagrams.flatMap(({ document, documentBytes }) => [
        lengthOf(documentBytes),
        Buffer.from(document),
      ]),
    ]);
  }

  /** @throws RangeError when the bytes are no trace */
  decode(bytes: Uint8Array): InDelivery {
    const buffer = Buffer.from(bytes);
    const datagrams: Datagram[] = [];
    let offset = 1;
    while (offset < buffer.byteLength) {
      const begin = offset + LENGTH_BYTES;
      offset = begin + buffer.readUInt32LE(offset);
      datagrams.push(new Datagram(buffer.toString('utf8', begin, offset)));
    }
    return new EncodedInDelivery(datagrams, buffer[0] === 1);
  }
}

const LENGTH_BYTES = 4;

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(bytes);
  return length;
}

function sizeOf(datagrams: readonly Datagram[]): number {
  return datagrams.reduce((sum, { bytes }) => sum + bytes, 0);
}

function estimateBytes({ spans }: TraceRecord): number {
  let bytes = 0;
  for (const span of spans) {
    const { size, name } = span;
    bytes += BARE_SPAN_BYTES + name.length;
    bytes += extrasOf(span)?.bytes ?? 0;
    if (size !== undefined) {
      bytes += ATTRIBUTE_BYTES * size.attributes + size.texts;
      bytes += ENTRY_BYTES * size.entries;
      continue;
    }
    const { attributes, events } = span;
    bytes += ENTRY_BYTES * events.length;
    for (const key in attributes) {
      const value = attributes[key];
      bytes += ATTRIBUTE_BYTES + (typeof value === 'string' ? value.length : 0);
    }
  }
  return bytes;
}
