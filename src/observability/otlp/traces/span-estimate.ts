import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { MAX_RECORD_BYTES } from '../encode/encode-record.js';
import { MAX_VALUE_BYTES } from '../encode/text.js';

/** What a span takes, in bytes, before it is encoded. */
export interface SpanEstimate {
  /** As OTLP: texts counted as ASCII. */
  readonly wireBytes: number;
  /** On the heap: with the object, its maps and lists. */
  readonly memoryBytes: number;
}

/** A span with a name, ids, times and status, without its attributes: measured on protobuf, rounded up. */
const SPAN_WIRE_BYTES = 160;
/** Key, tags and value of an attribute that is not a string. */
const ATTRIBUTE_WIRE_BYTES = 48;
/** An event's name and time, or a link's ids. */
const ENTRY_WIRE_BYTES = 80;

/** The same on V8's heap, with pointer compression off as in Node: the growth of the heap by 20,000 spans of each kind. */
const SPAN_HEAP_BYTES = 1000;
const ATTRIBUTE_HEAP_BYTES = 32;
const ENTRY_HEAP_BYTES = 300;

/** A span that may know what it is made of, so that nobody needs to look at all of it. */
export interface SizedSpan extends ReadableSpan {
  readonly size?:
    | {
        readonly attributes: number;
        /** Events and links. */
        readonly entries: number;
        /** UTF-16 units of all texts, about. */
        readonly texts: number;
      }
    | undefined;
}

type Measured = Pick<
  SizedSpan,
  'name' | 'attributes' | 'events' | 'links' | 'size'
>;

/** Never throws. */
export function estimateSpan(span: Measured): SpanEstimate {
  const sum = new Sum();
  try {
    sum.texts += span.name.length;
    const { size } = span;
    if (size !== undefined) {
      sum.texts += size.texts;
      sum.heldTexts += size.texts;
      sum.attributes = size.attributes;
      sum.entries = size.entries;
      return estimateOf(sum);
    }
    sum.add(span.attributes);
    for (const { attributes } of span.events) {
      sum.entry(attributes);
    }
    for (const { attributes } of span.links) {
      sum.entry(attributes);
    }
  } catch {
    // Counted as far as it could be read.
  }
  return estimateOf(sum);
}

function estimateOf(sum: Sum): SpanEstimate {
  return {
    wireBytes: Math.min(
      MAX_RECORD_BYTES,
      SPAN_WIRE_BYTES +
        sum.texts +
        sum.attributes * ATTRIBUTE_WIRE_BYTES +
        sum.entries * ENTRY_WIRE_BYTES,
    ),
    memoryBytes:
      SPAN_HEAP_BYTES +
      sum.heldTexts +
      sum.attributes * ATTRIBUTE_HEAP_BYTES +
      sum.entries * ENTRY_HEAP_BYTES,
  };
}

/** Counts what a span is made of. */
class Sum {
  attributes = 0;
  entries = 0;
  /** Characters that are sent. */
  texts = 0;
  /** Characters that are held. */
  heldTexts = 0;

  entry(attributes: Attributes | undefined): void {
    this.entries += 1;
    if (attributes !== undefined) {
      this.add(attributes);
    }
  }

  add(attributes: Attributes): void {
    for (const key of Object.keys(attributes)) {
      const value = attributes[key];
      this.attributes += 1;
      if (typeof value === 'string') {
        this.texts += Math.min(value.length, MAX_VALUE_BYTES);
        this.heldTexts += value.length;
      } else if (typeof value === 'object' && value !== null) {
        this.addLists(value, 0);
      }
    }
  }

  private addLists(value: object, depth: number): void {
    if (value instanceof Uint8Array) {
      this.texts += Math.min(value.byteLength, MAX_VALUE_BYTES);
      this.heldTexts += value.byteLength;
      return;
    }
    for (const item of Object.values(value)) {
      this.texts += 8;
      this.heldTexts += 16;
      if (typeof item === 'string') {
        this.texts += item.length;
        this.heldTexts += item.length;
      } else if (typeof item === 'object' && item !== null && depth < 4) {
        this.addLists(item, depth + 1);
      }
    }
  }
}
